package io.gleaner.source.live;

import io.gleaner.model.Text;
import io.gleaner.source.SourceException;
import io.gleaner.source.SourceException.Problem;
import io.gleaner.source.live.Kubeconfig.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What goes into the Authorization header. None of them is ever printed. */
sealed interface Credentials {

    /**
     * The header's value; empty for none. May read a file or run a program.
     *
     * @throws SourceException when it cannot be had
     */
    Optional<String> header();

    /** After a refused request: whether {@link #header()} may now give something better. */
    default boolean renew() {
        return false;
    }

    /** In kubectl's order of precedence. */
    static Credentials of(@Nullable Entry entry, Entry cluster, InstantSource clock) {
        if (entry == null) {
            return new Fixed(Optional.empty());
        }
        if (!entry.text("tokenFile").isEmpty()) {
            return new TokenFile(entry.resolve(entry.text("tokenFile")));
        }
        if (!entry.text("token").isEmpty()) {
            return Fixed.bearer(entry.text("token"));
        }
        if (!entry.text("username").isEmpty()) {
            String pair = entry.text("username") + ":" + entry.text("password");
            return new Fixed(
                    Optional.of("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))));
        }
        return ExecPlugin.of(entry)
                .<Credentials>map(plugin -> new FromPlugin(plugin, cluster, clock))
                .or(() -> authProviderToken(entry).map(Fixed::bearer))
                .orElseGet(() -> new Fixed(Optional.empty()));
    }

    /** The last token an old auth provider left in the file; Gleaner does not refresh it. */
    static Optional<String> authProviderToken(Entry user) {
        return Stream.of("id-token", "access-token")
                .map(field -> user.body()
                        .path("auth-provider")
                        .path("config")
                        .path(field)
                        .asString(""))
                .filter(token -> !token.isEmpty())
                .findFirst();
    }

    /** Always the same, or nothing at all. */
    record Fixed(Optional<String> header) implements Credentials {
        static Fixed bearer(String token) {
            return new Fixed(Optional.of("Bearer " + token));
        }

        @Override
        public String toString() {
            return "Fixed[" + (header.isPresent() ? "…" : "") + "]";
        }
    }

    /** A token in a file that something else keeps fresh: read for every request. */
    record TokenFile(Path file) implements Credentials {
        @Override
        public Optional<String> header() {
            try {
                return Optional.of("Bearer " + Files.readString(file).strip());
            } catch (IOException _) {
                throw new SourceException(
                        Problem.UNAUTHORIZED,
                        Text.of("live.tokenFile.unreadable", file.toString()),
                        Text.of("live.tokenFile.unreadable.next"));
            }
        }
    }

    /** From a program; asked again when the credential expires or is refused. */
    final class FromPlugin implements Credentials {
        private static final Duration MARGIN = Duration.ofSeconds(10);
        // A plugin may open a browser: after a failure it is left alone for a while.
        private static final Duration REST = Duration.ofSeconds(30);

        private final ExecPlugin plugin;
        private final Entry cluster;
        private final InstantSource clock;
        private ExecPlugin.@Nullable Credential credential;
        private @Nullable SourceException failure;
        private Instant lastRun = Instant.MIN;

        FromPlugin(ExecPlugin plugin, Entry cluster, InstantSource clock) {
            this.plugin = plugin;
            this.cluster = cluster;
            this.clock = clock;
        }

        @Override
        public Optional<String> header() {
            String token = credential().token();
            return token.isEmpty() ? Optional.empty() : Optional.of("Bearer " + token);
        }

        @Override
        public synchronized boolean renew() {
            boolean isFresh = clock.instant().isBefore(lastRun.plus(MARGIN));
            if (!isFresh) {
                credential = null;
            }
            return !isFresh;
        }

        synchronized ExecPlugin.Credential credential() {
            Instant now = clock.instant();
            if (credential != null
                    && (credential.expires() == null
                            || now.isBefore(credential.expires().minus(MARGIN)))) {
                return credential;
            }
            if (failure != null && now.isBefore(lastRun.plus(REST))) {
                throw failure;
            }
            try {
                failure = null;
                credential = plugin.run(cluster);
                return credential;
            } catch (SourceException e) {
                failure = e;
                throw e;
            } finally {
                lastRun = clock.instant();
            }
        }
    }
}
