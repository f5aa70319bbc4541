package io.gleaner.cli;

import io.gleaner.model.Text;
import io.gleaner.recovery.Journal;
import io.gleaner.recovery.Planner;
import io.gleaner.recovery.RecordedRun;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes a recorded run back, as a guarded plan of its own. */
@Command(
        name = "undo",
        description = {
            "Take a run back, newest change first.",
            "With the same guards, preview, verification and journal as the run itself."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  gleaner journal",
            "  gleaner undo --context edge-7 7f3a",
            "",
            "Exit codes: 0 done and verified; 2 usage or no such run; 3 source unreadable or unreachable; 4 not permitted;",
            "  5 a step failed, did not verify or was stopped; 6 a guard refused, there is nothing to take back, the run",
            "  was made on another cluster, or you said no."
        })
final class UndoCommand implements Callable<Integer> {
    private final GleanerCommand gleaner;

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Parameters(index = "0", paramLabel = "RUN-ID", description = "Id of the run, or how it starts.")
    private String runId = "";

    @Mixin
    private RunOptions options = new RunOptions();

    UndoCommand(GleanerCommand gleaner) {
        this.gleaner = gleaner;
    }

    @Override
    public Integer call() {
        Terminal terminal = gleaner.terminal();
        Consent consent = options.consent();
        consent.requirePossible(terminal);
        RecordedRun run = RunsOnRecord.of(new Journal(gleaner.surroundings().stateFolder()))
                .find(runId);
        try (OpenCluster cluster = OpenCluster.open(terminal, source)) {
            if (!run.wasMadeOn(cluster.origin())) {
                throw new CommandException(
                        ExitCode.REFUSED,
                        Text.of(
                                "cli.undo.elsewhere",
                                run.runId(),
                                run.cluster(),
                                cluster.origin().name()),
                        Text.of("cli.undo.elsewhere.next", run.cluster()));
            }
            return new Recovery(terminal, cluster, source.arguments())
                    .carryOut(Planner.undo(run), consent, options.timeout());
        }
    }
}
