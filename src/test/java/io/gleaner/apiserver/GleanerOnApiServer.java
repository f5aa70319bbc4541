package io.gleaner.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.Main;
import io.gleaner.cli.GleanerCommandLine;
import io.gleaner.cli.Surroundings;
import io.gleaner.source.ClusterSource;
import io.gleaner.source.live.KubeconfigCatalogue;
import io.gleaner.source.live.LiveClusters;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Gleaner's commands on a workstation of their own: a kubeconfig and a state folder, and nobody at the keyboard. */
record GleanerOnApiServer(Path workstation) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

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

    /** The cluster as the window and the commands see it. */
    ClusterSource connect(String user) {
        KubeconfigCatalogue catalogue = new KubeconfigCatalogue(Map.of(), workstation);
        return LiveClusters.connect(catalogue.find(kubeconfig(), user), _ -> false, InstantSource.system());
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
        int exitCode = GleanerCommandLine.run(surroundings, (_, _, _, _) -> false, arguments.toArray(String[]::new));
        return new Answer(exitCode, out.toString(), err.toString());
    }

    /** Starts the program in a process of its own, as the administrator, and kills it as soon as that is so. */
    void killWhen(Callable<Boolean> condition, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(onCluster(LocalKubernetes.ADMIN, arguments));
        Path words = workstation.resolve("killed.txt");
        ProcessBuilder program =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(words.toFile());
        program.environment().put("GLEANER_HOME", stateFolder().toString());
        Process process = program.start();
        try {
            await().atMost(PATIENCE)
                    .failFast(() -> assertThat(process.isAlive())
                            .as(Files.readString(words))
                            .isTrue())
                    .until(condition);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** The command and its arguments, followed by the cluster they are about. */
    List<String> onCluster(String user, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--kubeconfig", kubeconfig().toString(), "--context", user));
        return all;
    }
}
