package io.gleaner.cli;

import io.gleaner.model.Text;
import io.gleaner.source.ClusterSource;
import io.gleaner.source.bundle.BundleSource;
import io.gleaner.source.bundle.Bundles;
import io.gleaner.source.live.ClusterContext;
import io.gleaner.source.live.KubeconfigCatalogue;
import io.gleaner.source.live.LiveClusters;
import io.gleaner.source.scenario.Scenarios;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** SOURCE: which cluster a command is about. */
final class SourceOptions {
    /** Practice should not take as long as the real thing. */
    private static final String DEFAULT_SPEED = "20";

    private static final int HIGHEST_SPEED = 3600;

    @ArgGroup(exclusive = true, heading = "Source (default: $$KUBECONFIG, then ~/.kube/config, current context):%n")
    private Source source = new Source();

    /** A cluster, a scenario or a recording. */
    static final class Source {
        @ArgGroup(exclusive = false)
        private Cluster cluster = new Cluster();

        @ArgGroup(exclusive = false)
        private @Nullable Practice practice;

        @ArgGroup(exclusive = false)
        private @Nullable Recording recording;
    }

    /** A cluster of a kubeconfig. */
    static final class Cluster {
        @Option(names = "--kubeconfig", paramLabel = "FILE", description = "Kubeconfig file.")
        private @Nullable Path kubeconfig;

        @Option(names = "--context", paramLabel = "NAME", description = "Context in it (default: the current one).")
        private @Nullable String context;

        @Option(
                names = "--allow-exec-plugin",
                description = "Run the program that the kubeconfig names for logging in, without asking.")
        private boolean execPluginAllowed;
    }

    /** A support bundle. */
    static final class Recording {
        @Option(
                names = "--bundle",
                paramLabel = "ZIP|FOLDER",
                required = true,
                description = "A Harvester support bundle, or a folder it was unpacked to. No cluster needed.")
        private Path bundle = Path.of("");

        @Option(
                names = "--upgrade-log",
                paramLabel = "ZIP",
                description = "The log of the upgrade that Harvester gave for download, to be read with the bundle.")
        private @Nullable Path upgradeLog;
    }

    /** A built-in incident. */
    static final class Practice {
        @Option(
                names = "--scenario",
                paramLabel = "NAME",
                required = true,
                description = "A built-in incident; no cluster needed. See: gleaner scenarios.")
        private String scenario = "";

        @Option(
                names = "--speed",
                paramLabel = "N",
                defaultValue = DEFAULT_SPEED,
                description = "Seconds of the scenario that pass in one second (default: ${DEFAULT-VALUE}).")
        private double speed;
    }

    ClusterSource open(Terminal terminal) {
        Practice practice = source.practice;
        if (practice != null) {
            if (!(practice.speed > 0 && practice.speed <= HIGHEST_SPEED)) {
                throw new CommandException(
                        ExitCode.USAGE, Text.of("cli.speed", practice.speed), Text.of("cli.speed.next", HIGHEST_SPEED));
            }
            return Scenarios.open(practice.scenario, practice.speed);
        }
        Surroundings surroundings = terminal.surroundings();
        Recording recording = source.recording;
        if (recording != null) {
            return openBundle(terminal, recording.bundle, recording.upgradeLog);
        }
        ClusterContext context = new KubeconfigCatalogue(surroundings.environment(), surroundings.home())
                .find(source.cluster.kubeconfig, source.cluster.context);
        terminal.tell("cli.connecting", context.name(), context.server());
        return LiveClusters.connect(context, each -> mayRun(each, terminal), surroundings.clock());
    }

    static BundleSource openBundle(Terminal terminal, Path bundle, @Nullable Path upgradeLog) {
        BundleSource source = new Bundles(terminal.surroundings().stateFolder()).open(bundle, upgradeLog);
        source.notices().forEach(terminal::tell);
        return source;
    }

    private boolean mayRun(ClusterContext context, Terminal terminal) {
        if (source.cluster.execPluginAllowed) {
            return true;
        }
        String command = String.join(" ", context.execCommand());
        terminal.tell("cli.execPlugin", context.file().toString(), command);
        if (terminal.canAsk()) {
            return terminal.confirm(Text.of("cli.execPlugin.question"));
        }
        terminal.tell("cli.execPlugin.how");
        return false;
    }

    @Nullable
    String scenario() {
        return source.practice == null ? null : source.practice.scenario;
    }

    @Nullable
    Path bundle() {
        return source.recording == null ? null : source.recording.bundle;
    }

    @Nullable
    Path upgradeLog() {
        return source.recording == null ? null : source.recording.upgradeLog;
    }

    @Nullable
    Path kubeconfig() {
        return source.cluster.kubeconfig;
    }

    @Nullable
    String context() {
        return source.cluster.context;
    }

    /** Whether the user named a source rather than rely on the default. */
    boolean isNamed() {
        return scenario() != null || bundle() != null || kubeconfig() != null || context() != null;
    }

    /** What names the same source in the next command; empty for the default one. */
    String arguments() {
        List<String> arguments = new ArrayList<>();
        add(arguments, "--scenario", scenario());
        add(arguments, "--bundle", bundle());
        add(arguments, "--upgrade-log", upgradeLog());
        add(arguments, "--kubeconfig", kubeconfig());
        add(arguments, "--context", context());
        return arguments.stream().map(SourceOptions::quoted).collect(Collectors.joining(" "));
    }

    private static void add(List<String> arguments, String option, @Nullable Object value) {
        if (value != null) {
            arguments.add(option);
            arguments.add(value.toString());
        }
    }

    /** So that a shell takes it for one word. */
    private static String quoted(String argument) {
        return argument.matches("[\\w@%+=:,./-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
