/** Processing time: idle timeouts under a clock that is stepped, and under the machine's. */
package io.millrace.time;
