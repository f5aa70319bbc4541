package io.gleaner.source.live;

import io.gleaner.model.Text;
import io.gleaner.source.SourceException;
import io.gleaner.source.SourceException.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A program a kubeconfig names to get credentials (client-go credential plugins). Gleaner runs it itself, because whether it
 * may run is a question to the user, and a missing or failing one has to be told apart from a refused login.
 */
record ExecPlugin(
        String user,
        String command,
        List<String> arguments,
        Map<String, String> environment,
        String apiVersion,
        String interactiveMode,
        String installHint,
        boolean wantsClusterInfo) {
    private static final JsonMapper JSON = new JsonMapper();
    // Long enough for a login in a browser.
    private static final Duration LONGEST_RUN = Duration.ofSeconds(90);
    private static final int LONGEST_COMPLAINT = 300;

    ExecPlugin {
        arguments = List.copyOf(arguments);
    }

    /**
     * What a plugin answers.
     *
     * @param token empty when it gives a certificate only
     * @param certificate PEM, empty for none
     * @param key PEM, empty for none
     * @param expires null when it does not say
     */
    record Credential(
            String token,
            String certificate,
            String key,
            @Nullable Instant expires) {
        @Override
        public String toString() {
            return "Credential[expires=" + expires + "]";
        }
    }

    static Optional<ExecPlugin> of(Kubeconfig.Entry user) {
        JsonNode exec = user.body().path("exec");
        String command = exec.path("command").asString("");
        if (command.isEmpty()) {
            return Optional.empty();
        }
        // As kubectl does: a name is looked up on the PATH, a path is relative to the kubeconfig.
        boolean isPath = command.contains("/") || command.contains("\\");
        List<String> arguments = new ArrayList<>();
        exec.path("args").forEach(argument -> arguments.add(argument.asString("")));
        Map<String, String> environment = new LinkedHashMap<>();
        exec.path("env")
                .forEach(each -> environment.put(
                        each.path("name").asString(""), each.path("value").asString("")));
        return Optional.of(new ExecPlugin(
                user.name(),
                isPath ? user.resolve(command).toString() : command,
                arguments,
                environment,
                exec.path("apiVersion").asString("client.authentication.k8s.io/v1"),
                exec.path("interactiveMode").asString("IfAvailable"),
                exec.path("installHint").asString("").strip(),
                exec.path("provideClusterInfo").asBoolean(false)));
    }

    /** The command line for a user's eyes. Of variables only the names: their values may be secret, but they change what runs. */
    List<String> describe() {
        List<String> words = new ArrayList<>();
        environment.keySet().forEach(name -> words.add(name + "=…"));
        words.add(command);
        words.addAll(arguments);
        return words;
    }

    /**
     * Runs the program and waits for it.
     *
     * @throws SourceException when it is missing, fails, or answers no credential
     */
    Credential run(Kubeconfig.Entry cluster) {
        if (interactiveMode.equals("Always")) {
            throw failed(Text.of("live.exec.cause.interactive"));
        }
        ProcessBuilder builder = new ProcessBuilder();
        builder.command().add(command);
        builder.command().addAll(arguments);
        builder.environment().putAll(environment);
        builder.environment().put("KUBERNETES_EXEC_INFO", execInfo(cluster));
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw isThere() ? failed(Text.of("live.exec.cause.notStarted", String.valueOf(e.getMessage()))) : missing();
        }
        return credential(outputOf(process));
    }

    private String outputOf(Process process) {
        try {
            process.getOutputStream().close();
            CompletableFuture<String> complaint = reading(process.getErrorStream());
            CompletableFuture<String> output = reading(process.getInputStream());
            if (!process.waitFor(LONGEST_RUN.toSeconds(), TimeUnit.SECONDS)) {
                throw failed(Text.of("live.exec.cause.timeout", LONGEST_RUN));
            }
            if (process.exitValue() != 0) {
                throw failed(Text.of("live.exec.cause.exit", process.exitValue(), lastLine(complaint.join())));
            }
            return output.join();
        } catch (IOException e) {
            throw failed(Text.of("live.exec.cause.notStarted", String.valueOf(e.getMessage())));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw failed(Text.of("live.exec.cause.interrupted"));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Credential credential(String output) {
        try {
            JsonNode status = JSON.readTree(output).path("status");
            Credential credential = new Credential(
                    status.path("token").asString(""),
                    status.path("clientCertificateData").asString(""),
                    status.path("clientKeyData").asString(""),
                    instant(status.path("expirationTimestamp").asString("")));
            if (credential.token().isEmpty() && credential.certificate().isEmpty()) {
                throw failed(Text.of("live.exec.cause.noCredential"));
            }
            return credential;
        } catch (JacksonException _) {
            throw failed(Text.of("live.exec.cause.noCredential"));
        }
    }

    private String execInfo(Kubeconfig.Entry cluster) {
        ObjectNode info = JSON.createObjectNode().put("apiVersion", apiVersion).put("kind", "ExecCredential");
        ObjectNode spec = info.putObject("spec").put("interactive", false);
        if (wantsClusterInfo) {
            ObjectNode about = spec.putObject("cluster").put("server", cluster.text("server"));
            for (String field :
                    List.of("certificate-authority-data", "insecure-skip-tls-verify", "tls-server-name", "proxy-url")) {
                if (cluster.body().has(field)) {
                    about.set(field, cluster.body().get(field));
                }
            }
            for (JsonNode extension : cluster.body().path("extensions")) {
                if (extension.path("name").asString("").equals("client.authentication.k8s.io/exec")) {
                    about.set("config", extension.path("extension"));
                }
            }
        }
        return info.toString();
    }

    private boolean isThere() {
        return (command.contains("/") || command.contains("\\")) && Files.exists(Path.of(command));
    }

    private SourceException missing() {
        return new SourceException(
                Problem.EXEC_PLUGIN_MISSING,
                Text.of("live.exec.missing", command, user),
                installHint.isEmpty()
                        ? Text.of("live.exec.missing.next", command)
                        : Text.of("live.exec.missing.hint", installHint));
    }

    private SourceException failed(Text cause) {
        return new SourceException(
                Problem.EXEC_PLUGIN_FAILED,
                Text.of("live.exec.failed", command, user, cause),
                Text.of("live.exec.failed.next", command));
    }

    private static CompletableFuture<String> reading(InputStream stream) {
        CompletableFuture<String> all = new CompletableFuture<>();
        Thread.ofVirtual().name("exec-plugin-output").start(() -> {
            try (stream) {
                all.complete(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                all.completeExceptionally(new UncheckedIOException(e));
            }
        });
        // A grandchild may hold the pipe open when the program itself is long gone.
        return all.orTimeout(LONGEST_RUN.toSeconds(), TimeUnit.SECONDS);
    }

    private static String lastLine(String complaint) {
        String line = complaint
                .strip()
                .lines()
                .reduce((_, last) -> last)
                .map(String::strip)
                .orElse("");
        return line.length() > LONGEST_COMPLAINT ? line.substring(0, LONGEST_COMPLAINT) + "…" : line;
    }

    private static @Nullable Instant instant(String timestamp) {
        try {
            return timestamp.isEmpty() ? null : Instant.parse(timestamp);
        } catch (DateTimeParseException _) {
            return null;
        }
    }
}
