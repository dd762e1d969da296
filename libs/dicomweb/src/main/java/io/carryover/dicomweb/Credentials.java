package io.carryover.dicomweb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;

/** What a server is shown to be let in. Never printed. */
public final class Credentials {
  /** Nothing. */
  public static final Credentials NONE = new Credentials(Optional.empty());

  private final Optional<String> authorization;

  private Credentials(Optional<String> authorization) {
    this.authorization = authorization;
  }

  /** A name and a password (RFC 7617). */
  public static Credentials basic(String user, String password) {
    byte[] both = (user + ":" + password).getBytes(UTF_8);
    return new Credentials(Optional.of("Basic " + Base64.getEncoder().encodeToString(both)));
  }

  /** A token (RFC 6750). */
  public static Credentials bearer(String token) {
    return new Credentials(Optional.of("Bearer " + token));
  }

  /** The value of the header Authorization. */
  Optional<String> authorization() {
    return authorization;
  }

  @Override
  public String toString() {
    return authorization.isPresent() ? "credentials" : "no credentials";
  }
}
