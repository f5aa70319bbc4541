package io.gleaner.apiserver;

import io.gleaner.cli.GleanerCommandLine;
import io.gleaner.cli.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Gleaner's commands on a workstation of their own: a kubeconfig and a state folder, and nobody at the keyboard. */
record GleanerOnApiServer(Path workstation) {
    /** What a command left. */
    record Answer(int exitCode, String out, String err) {
        JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    GleanerOnApiServer(Path workstation, LocalKubernetes kubernetes) {
        this(workstation);
        try {
            Files.writeString(kubeconfig(), kubernetes.kubeconfig());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path kubeconfig() {
        return workstation.resolve("kubeconfig.yaml");
    }

    Path stateFolder() {
        return workstation.resolve("state");
    }

    /** As the administrator. */
    Answer run(String... arguments) {
        return runAs(LocalKubernetes.ADMIN, arguments);
    }

    Answer runAs(String user, String... arguments) {
        return command(onCluster(user, arguments));
    }

    /** A command that is about no cluster. */
    Answer command(List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Surroundings surroundings = new Surroundings(
                new PrintWriter(out),
                new PrintWriter(err),
                null,
                false,
                false,
                Map.of(),
                workstation,
                stateFolder(),
                InstantSource.system());
        int exitCode =
                GleanerCommandLine.run(surroundings, (_, _, _) -> false, arguments.toArray(String[]::new));
        return new Answer(exitCode, out.toString(), err.toString());
    }

    /** The command and its arguments, followed by the cluster they are about. */
    List<String> onCluster(String user, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--kubeconfig", kubeconfig().toString(), "--context", user));
        return all;
    }
}
