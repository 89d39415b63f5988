package io.millrace.access;

/**
 * Who asks for a file, and how: for the message if it is refused.
 *
 * @param stream the stream whose options ask; null if a SET statement does
 * @param option the option that names the file
 * @param value what the option says
 */
public record WantedFile(String stream, String option, String value) {
  AccessRefusedException refusal(String what, FileAccess allowed) {
    return new AccessRefusedException(
        stream,
        option,
        what
            + ": "
            + (stream == null ? "" : "stream=" + stream + ", ")
            + option
            + "="
            + value
            + ", allowed="
            + allowed
            + "; name one that is allowed, or have it allowed by whoever runs the engine");
  }
}
