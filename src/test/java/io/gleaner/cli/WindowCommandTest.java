package io.gleaner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowCommandTest {
    @TempDir
    Path home;

    private final List<String> opened = new ArrayList<>();
    private Gleaner gleaner;

    @BeforeEach
    void start() {
        gleaner = new Gleaner(home);
    }

    @Test
    void withoutArgumentsTheWindowOpens() {
        Gleaner.Outcome outcome = gleaner.onDisplay(this::open).run();
        assertThat(outcome).isEqualTo(new Gleaner.Outcome(ExitCode.FINE, "", ""));
        assertThat(opened).containsExactly("null null null");
    }

    @Test
    void theWindowOpensOnTheSourceThatIsNamed() {
        gleaner.onDisplay(this::open);
        gleaner.run("window", "--scenario", "healthy");
        gleaner.run("window", "--kubeconfig", "edge.yaml", "--context", "edge-7");
        assertThat(opened).containsExactly("healthy null null", "null edge.yaml edge-7");
    }

    @Test
    void withoutADisplayTheSameIncidentIsToldInTheTerminal() {
        Gleaner.Outcome outcome = gleaner.run("window", "--scenario", "aborted-before-pod-upgrade");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(outcome.out())
                .isEqualTo(gleaner.run("diagnose", "--scenario", "aborted-before-pod-upgrade")
                        .out());
        assertThat(outcome.err()).contains("ssh -X").hasLineCount(1);
    }

    @Test
    void aDisplayThatDoesNotAnswerIsNoDisplay() {
        Gleaner.Outcome outcome = gleaner.onDisplay((_, _, _, _) -> false).run("window", "--scenario", "healthy");
        assertThat(outcome.out()).startsWith("● ");
        assertThat(outcome.err()).contains("ssh -X");
    }

    @Test
    void withoutADisplayAndWithoutASourceThereIsHelp() {
        for (String[] arguments : new String[][] {{}, {"window"}}) {
            Gleaner.Outcome outcome = gleaner.run(arguments);
            assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINE);
            assertThat(outcome.out()).startsWith("Usage: gleaner ").contains("diagnose");
            assertThat(outcome.err()).contains("ssh -X").hasLineCount(1);
        }
    }

    @Test
    void aFaultOfGleanerIsOneLineWithACodeForTheLog() {
        Gleaner.Outcome outcome = gleaner.onDisplay((_, _, _, _) -> {
                    throw new IllegalStateException("out of order");
                })
                .run("window");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FAULT);
        assertThat(outcome.err())
                .containsPattern("fault [0-9a-f]{4} \\(IllegalStateException\\)")
                .contains(gleaner.stateFolder().resolve("gleaner.log").toString())
                .doesNotContain("out of order", "\tat ");
    }

    private boolean open(
            @Nullable String scenario, @Nullable Path bundle, @Nullable Path kubeconfig, @Nullable String context) {
        opened.add(scenario + " " + (bundle == null ? "" : bundle + " ") + kubeconfig + " " + context);
        return true;
    }
}
