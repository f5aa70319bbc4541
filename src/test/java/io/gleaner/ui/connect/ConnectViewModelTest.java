package io.gleaner.ui.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.model.Text;
import io.gleaner.source.ClusterSource;
import io.gleaner.source.SourceException;
import io.gleaner.source.live.ClusterContext;
import io.gleaner.source.live.LiveClusters.Probe;
import io.gleaner.source.scenario.Scenarios.Scenario;
import io.gleaner.ui.fx.SameThread;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConnectViewModelTest {
    private static final Path OWN = Path.of("own");
    private static final Path BROKEN = Path.of("broken");
    private static final ClusterContext WORKING = context("working", null, List.of(), true);
    private static final ClusterContext FLAWED = context("flawed", Text.of("live.flaw.noUser"), List.of(), true);
    private static final ClusterContext OWN_PROGRAM = context("own-program", null, List.of("login"), true);
    private static final ClusterContext FOREIGN_PROGRAM = context("foreign-program", null, List.of("login"), false);

    private final List<Choice> opened = new ArrayList<>();
    private final List<ClusterContext> probed = new ArrayList<>();
    private final ConnectViewModel model = new ConnectViewModel(new FewClusters(), new SameThread(), opened::add);

    private static ClusterContext context(
            String name, @Nullable Text flaw, List<String> program, boolean fromDefaultFile) {
        return new ClusterContext(OWN, name, false, "https://x", program, fromDefaultFile, flaw, List.of(OWN));
    }

    @Test
    void everySoundContextIsLookedAt() {
        model.refresh();

        assertThat(model.contexts()).extracting(ContextRow::context).containsExactly(WORKING, FLAWED);
        assertThat(probed).containsExactly(WORKING);
        assertThat(model.contexts().getFirst().probeProperty().get()).isNotNull();
    }

    @Test
    void flawedContextIsNotOpened() {
        model.open(FLAWED, _ -> true);

        assertThat(opened).isEmpty();
    }

    @Test
    void ownProgramRunsUnasked() {
        model.open(OWN_PROGRAM, _ -> {
            throw new AssertionError("nobody is to be asked");
        });

        assertThat(opened).containsExactly(new Choice.Cluster(OWN_PROGRAM));
    }

    @Test
    void foreignProgramRunsOnlyWithConsent() {
        model.open(FOREIGN_PROGRAM, _ -> false);
        assertThat(opened).isEmpty();

        model.open(FOREIGN_PROGRAM, _ -> true);
        assertThat(opened).containsExactly(new Choice.Cluster(FOREIGN_PROGRAM));
    }

    @Test
    void unreadableFileIsToldAndTheListStays() {
        model.refresh();

        model.addFile(BROKEN);

        assertThat(model.problemProperty().get())
                .isEqualTo(new ConnectViewModel.Problem(Text.of("what"), Text.of("next")));
        assertThat(model.contexts()).hasSize(2);
    }

    @Test
    void sameFileTwiceGivesEachContextOnce() {
        model.refresh();

        model.addFile(OWN);

        assertThat(model.contexts()).hasSize(2);
    }

    private final class FewClusters implements Clusters {
        @Override
        public List<Path> defaultFiles() {
            return List.of(OWN);
        }

        @Override
        public List<ClusterContext> contexts(List<Path> files) {
            if (files.contains(BROKEN)) {
                throw new SourceException(
                        SourceException.Problem.KUBECONFIG_UNREADABLE, Text.of("what"), Text.of("next"));
            }
            return List.of(WORKING, FLAWED);
        }

        @Override
        public ClusterContext find(@Nullable Path file, @Nullable String context) {
            return WORKING;
        }

        @Override
        public Probe probe(ClusterContext context) {
            probed.add(context);
            return new Probe(true, "v1.5.1", 0, null);
        }

        @Override
        public ClusterSource connect(ClusterContext context) {
            throw new AssertionError("the screen opens nothing by itself");
        }

        @Override
        public List<Scenario> scenarios() {
            return List.of();
        }

        @Override
        public ClusterSource openScenario(String name) {
            throw new AssertionError("the screen opens nothing by itself");
        }

        @Override
        public ClusterSource openBundle(Path bundle) {
            throw new AssertionError("the screen opens nothing by itself");
        }
    }
}
