package io.carryover.runtime.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Carries the W3C trace context ({@code traceparent}, {@code tracestate}) over Kafka. Without
 * tracing nothing is written, and what is read is the root context.
 */
public final class TraceContext {
  private static final TextMapGetter<Headers> GETTER = new HeadersGetter();

  private TraceContext() {}

  /** Writes the calling thread's trace context. */
  public static void inject(Headers headers) {
    W3CTraceContextPropagator.getInstance()
        .inject(Context.current(), headers, EventHeaders::replace);
  }

  /** The trace context that a record came with. */
  public static Context extract(Headers headers) {
    return W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, GETTER);
  }

  private static final class HeadersGetter implements TextMapGetter<Headers> {
    @Override
    public Iterable<String> keys(Headers headers) {
      return Arrays.stream(headers.toArray()).map(Header::key).toList();
    }

    @Override
    public String get(Headers headers, String name) {
      Header header = headers.lastHeader(name);
      return header == null ? null : new String(header.value(), UTF_8);
    }
  }
}
