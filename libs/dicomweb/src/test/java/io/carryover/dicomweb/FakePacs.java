package io.carryover.dicomweb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** A server that gives prepared answers, one after the other, the last one ever after. */
final class FakePacs implements AutoCloseable {
  private final HttpServer server;
  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());

  /** An answer. */
  record Answer(int status, String contentType, Bytes body) {
    static Answer of(int status, String contentType, String body) {
      return new Answer(status, contentType, new Bytes(body));
    }
  }

  /** A body; each character is a byte. */
  record Bytes(String latin1) {
    byte[] array() {
      return latin1.getBytes(ISO_8859_1);
    }
  }

  /** What was asked for. */
  record Asked(String method, String path, String authorization, String contentType, Bytes body) {}

  FakePacs() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI root() {
    return URI.create("http://127.0.0.1:%d/dicom-web".formatted(server.getAddress().getPort()));
  }

  synchronized void will(Answer answer) {
    answers.add(answer);
  }

  List<Asked> asked() {
    return asked;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1);
    asked.add(
        new Asked(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getPath(),
            exchange.getRequestHeaders().getFirst("Authorization"),
            exchange.getRequestHeaders().getFirst("Content-Type"),
            new Bytes(body)));
    Answer answer = next();
    byte[] bytes = answer.body().array();
    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private synchronized Answer next() {
    return answers.size() > 1 ? answers.remove() : answers.element();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
