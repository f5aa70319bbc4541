package io.gleaner.cli;

import io.gleaner.analysis.Assessment;
import io.gleaner.analysis.change.Comparison;
import io.gleaner.model.ClusterState;
import io.gleaner.model.Text;
import io.gleaner.report.AssessmentJson;
import io.gleaner.report.AssessmentText;
import io.gleaner.report.ComparisonJson;
import io.gleaner.report.ComparisonText;
import io.gleaner.source.bundle.BundleSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says where the upgrade stands, what is wrong, whether that is normal, and what to do. */
@Command(
        name = "diagnose",
        description = {
            "Say where the upgrade stands, what is wrong and what to do.",
            "Answers: where is the upgrade, which charts are not as they should be, is that normal, what do I do.",
            "Reads only."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  gleaner diagnose",
            "  gleaner diagnose --kubeconfig edge-7.yaml --fail-on warning",
            "  gleaner diagnose --context edge-7 -o json --output edge-7.json",
            "  gleaner diagnose --bundle supportbundle_today.zip --against supportbundle_yesterday.zip",
            "",
            "Exit codes: 0 no finding at or above --fail-on; 1 there is one; 3 source unreadable or unreachable;",
            "  4 not permitted."
        })
final class DiagnoseCommand implements Callable<Integer> {
    private final GleanerCommand gleaner;

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Option(
            names = {"-o", "--format"},
            paramLabel = "text|json",
            defaultValue = "text",
            description = "Form of the answer: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format = Format.TEXT;

    @Option(
            names = "--against",
            paramLabel = "ZIP|FOLDER",
            description = "An earlier support bundle of the same cluster: say what changed since then.")
    private @Nullable Path against;

    @Option(names = "--output", paramLabel = "FILE", description = "Write the answer to a file.")
    private @Nullable Path output;

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            defaultValue = "error",
            description = "Exit with 1 from this severity on: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private FailOn failOn = FailOn.ERROR;

    DiagnoseCommand(GleanerCommand gleaner) {
        this.gleaner = gleaner;
    }

    @Override
    public Integer call() {
        Terminal terminal = gleaner.terminal();
        try (OpenCluster cluster = OpenCluster.open(terminal, source)) {
            Assessment assessment = cluster.assessment();
            Comparison comparison = against == null ? null : cluster.since(earlier(terminal, against));
            Path file = output;
            if (file == null) {
                terminal.print(
                        format == Format.JSON
                                ? json(assessment, comparison)
                                : terminal.assessmentText().write(assessment, source.arguments())
                                        + (comparison == null
                                                ? ""
                                                : terminal.comparisonText().write(comparison)));
            } else {
                write(
                        file,
                        format == Format.JSON ? json(assessment, comparison) : plain(terminal, assessment, comparison));
                terminal.tell("cli.written", file.toString());
            }
            boolean failed = assessment.findings().stream()
                    .anyMatch(finding -> finding.severity().compareTo(failOn.severity()) >= 0);
            return failed ? ExitCode.FINDINGS : ExitCode.FINE;
        }
    }

    private static ClusterState earlier(Terminal terminal, Path bundle) {
        try (BundleSource source = SourceOptions.openBundle(terminal, bundle, null)) {
            return source.load(Duration.ZERO);
        }
    }

    private static String json(Assessment assessment, @Nullable Comparison comparison) {
        return comparison == null ? AssessmentJson.write(assessment) : ComparisonJson.write(comparison);
    }

    private String plain(Terminal terminal, Assessment assessment, @Nullable Comparison comparison) {
        return AssessmentText.plain(terminal.phrases()).write(assessment, source.arguments())
                + (comparison == null
                        ? ""
                        : ComparisonText.plain(terminal.phrases()).write(comparison));
    }

    private static void write(Path file, String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.USAGE,
                    Text.of("cli.output.failed", file.toString(), e.getClass().getSimpleName()),
                    Text.of("cli.output.next"));
        }
    }
}
