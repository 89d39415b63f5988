package io.millrace.perf.rival;

import com.espertech.esper.common.client.EPCompiled;
import com.espertech.esper.common.client.EventSender;
import com.espertech.esper.common.client.configuration.Configuration;
import com.espertech.esper.compiler.client.CompilerArguments;
import com.espertech.esper.compiler.client.EPCompilerProvider;
import com.espertech.esper.runtime.client.EPEventService;
import com.espertech.esper.runtime.client.EPRuntime;
import com.espertech.esper.runtime.client.EPRuntimeProvider;
import com.espertech.esper.runtime.client.EPStatement;
import io.millrace.batch.RecordBatch;
import io.millrace.perf.scenario.Answer;
import io.millrace.perf.scenario.Contender;
import io.millrace.perf.scenario.Scenario;
import io.millrace.perf.scenario.Workload;

/**
 * Esper 9, one thread: the caller's, which sends beans and gets result rows as calls of a
 * subscriber. For measurements only: Esper is under the GNU General Public License, version 2.
 *
 * <p>It is spared what it need not pay here: amounts are sums of cents in a {@code long}; locks,
 * its timer thread and ordered dispatch are off; windows follow the external clock, which is only
 * set when an hour of event time ends; row numbers are in order of arrival. A pass pays for a new
 * bean for each row and, once, for deploying the compiled query, some 5 ms: passes should have a
 * million rows or more.
 */
public final class EsperContender implements Contender {
  private static final int WARM_UP_FACTOR = 4;
  private static final long NS_IN_MS = 1_000_000;
  private static final long HOUR_NS = 3_600_000_000_000L;
  private static final String ORDER = "OrderEvent";
  private static final String END = "EndOfInput";

  /** Ends the context of the query that answers at the end of input. */
  public record EndOfInput() {}

  private Workload workload;
  private EPCompiled compiled;
  private EPRuntime runtime;
  private EPStatement query;

  /** One thread. */
  public EsperContender() {}

  @Override
  public String name() {
    return "Esper";
  }

  @Override
  public int warmUpFactor() {
    return WARM_UP_FACTOR;
  }

  @Override
  public void prepare(Workload workload) throws Exception {
    this.workload = workload;
    Configuration configuration = configuration();
    compiled =
        EPCompilerProvider.getCompiler()
            .compile(epl(workload.scenario()), new CompilerArguments(configuration));
    runtime =
        EPRuntimeProvider.getRuntime(
            "millrace-" + Integer.toHexString(System.identityHashCode(this)), configuration);
  }

  private static Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.getCommon().addEventType(ORDER, OrderEvent.class);
    configuration.getCommon().addEventType(END, EndOfInput.class);
    configuration.getCompiler().getByteCode().setAllowSubscriber(true);
    configuration.getRuntime().getThreading().setInternalTimerEnabled(false);
    configuration.getRuntime().getThreading().setListenerDispatchPreserveOrder(false);
    configuration.getRuntime().getThreading().setInsertIntoDispatchPreserveOrder(false);
    configuration.getRuntime().getExecution().setDisableLocking(true);
    return configuration;
  }

  private static String epl(Scenario scenario) {
    return switch (scenario) {
      case S0 -> "select orderId, customerId, totalAmount from OrderEvent(totalAmount > 10000)";
      case S1 -> "select orderId, customerId, count(*) from OrderEvent group by customerId";
      case S2 -> "select customerId, count(*), sum(amount) from OrderEvent group by customerId";
      case S2_FINAL ->
          """
          create context Pass start @now end EndOfInput;
          context Pass select customerId, count(*), sum(amount) from OrderEvent
          group by customerId output snapshot when terminated
          """;
      case S3A ->
          """
          create context Hourly start @now end after 1 hour;
          context Hourly select context.startTime, customerId, count(*) from OrderEvent
          group by customerId output snapshot when terminated
          """;
      case S3B ->
          """
          create context Hourly start @now end after 1 hour;
          context Hourly select context.startTime, customerId, count(*) from OrderEvent
          group by customerId
          """;
    };
  }

  @Override
  public void ready() throws Exception {
    runtime.initialize();
    runtime.getEventService().advanceTime(0);
    EPStatement[] statements = runtime.getDeploymentService().deploy(compiled).getStatements();
    query = statements[statements.length - 1];
  }

  @Override
  public long run(Answer answer) {
    Scenario scenario = workload.scenario();
    boolean windowed = scenario == Scenario.S3A || scenario == Scenario.S3B;
    EsperResults results = new EsperResults(windowed, answer);
    query.setSubscriber(results);
    EPEventService events = runtime.getEventService();
    sendRows(events);
    events.sendEventBean(new EndOfInput(), END);
    return results.rows();
  }

  private void sendRows(EPEventService events) {
    EventSender sender = events.getEventSender(ORDER);
    long hourEndNs = HOUR_NS;
    for (RecordBatch batch : workload.batches()) {
      long[] eventTimes = batch.column(Workload.EVENT_TIME).longs();
      int rows = batch.rowCount();
      for (int row = 0; row < rows; row++) {
        while (eventTimes[row] >= hourEndNs) {
          events.advanceTime(hourEndNs / NS_IN_MS);
          hourEndNs += HOUR_NS;
        }
        sender.sendEvent(new OrderEvent(batch, row));
      }
    }
    events.advanceTime(hourEndNs / NS_IN_MS);
  }

  @Override
  public void close() {
    if (runtime != null) {
      runtime.destroy();
    }
  }
}
