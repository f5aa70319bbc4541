package io.gleaner.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.model.ClusterState;
import io.gleaner.source.scenario.ScenarioSource;
import io.gleaner.source.scenario.Scenarios;
import io.gleaner.ui.words.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.control.TableView;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/**
 * Every screen in both looks and both languages, as pictures in {@code target/screens}. Whoever changes a screen looks at them;
 * the test itself only sees to it that each screen can be shown.
 */
class ScreenGalleryTest extends WindowTest {
    private static final Path GALLERY = Path.of("target/screens");

    @Test
    void connect() {
        open(new WindowRequest(null, null, null, null), 1440, 900);
        await("connect-contexts");
        robot.interact(() -> node("connect-scenarios").requestFocus());
        picture("connect");
    }

    @Test
    void incidentHealthy() {
        show("healthy");
        picture("incident-healthy");
    }

    @Test
    void incidentAborted() {
        show("aborted-before-pod-upgrade");
        picture("incident-aborted");
    }

    @Test
    void incidentNoChartVersion() {
        show("no-chart-version");
        robot.interact(() ->
                this.<TableView<?>>node("incident-charts").getSelectionModel().select(1));
        picture("incident-no-chart-version");
    }

    @Test
    void incidentRunning() {
        show("upgrade-running");
        picture("incident-running");
    }

    @Test
    void incidentStale() {
        try (ScenarioSource scenario = Scenarios.open("aborted-before-pod-upgrade", 1)) {
            ClusterState state = scenario.load(Duration.ZERO);
            SteeredSource source = new SteeredSource(state, Optional.empty());
            clusters.openAlways(source);
            show("aborted-before-pod-upgrade");
            source.goStale(Duration.ofSeconds(95));
            await("incident-stale");
            picture("incident-stale");
        }
    }

    @Test
    void incidentUnreadable() {
        open(new WindowRequest(null, null, PracticeClusters.OWN_FILE, "lab"), 1440, 900);
        await("incident-unreadable");
        picture("incident-unreadable");
    }

    @Test
    void incidentSmall() {
        open(new WindowRequest("aborted-before-pod-upgrade", null, null, null), 1024, 700);
        await("incident-headline");
        picture("incident-aborted-small");
    }

    @Test
    void recovery() {
        ScenarioSource cluster = Scenarios.open("aborted-before-pod-upgrade", 60);
        cluster.silenceControllers("rancher-monitoring-crd");
        clusters.openAlways(cluster);
        show("aborted-before-pod-upgrade");
        press("incident-recommend");
        await("recovery-review");
        picture("review");
        press("recovery-continue");
        await("recovery-preview-verdict");
        picture("preview");
        press("recovery-confirm");
        await("two steps are done", () -> allWords("recovery").split("\ndone\n", -1).length == 3);
        picture("run");
        cluster.letControllersAnswer("rancher-monitoring-crd");
        await("recovery-result");
        await("recovery-undo");
        picture("result");
    }

    @Test
    void unfinishedRun() {
        ScenarioSource cluster = Scenarios.open("aborted-before-pod-upgrade", 60);
        KilledRun.afterItsFirstWrite(cluster, journal);
        clusters.openAlways(cluster);
        show("aborted-before-pod-upgrade");
        await("incident-unfinished");
        picture("incident-unfinished");
        press("incident-unfinished-show");
        await("the objects were looked at", () -> allWords("run").contains("never sent"));
        picture("run-unfinished");
    }

    @Test
    void recoveryRefused() {
        show("upgrade-running");
        robot.interact(() -> window.recover("resume-charts"));
        await("recovery-refused");
        picture("review-refused");
    }

    @Test
    void recoveryWithPendingChange() {
        show("no-chart-version");
        robot.interact(() -> window.recover("resume-charts"));
        await("recovery-left-out");
        picture("review-left-out");
        press("recovery-include-harvester-crd");
        press("recovery-continue");
        await("recovery-preview-verdict");
        picture("preview-pending");
    }

    @Test
    void previewNotPermitted() {
        show("read-only-user");
        robot.interact(() -> window.recover("resume-charts"));
        press("recovery-continue");
        await("recovery-preview-verdict");
        picture("preview-refused");
    }

    private void show(String scenario) {
        open(new WindowRequest(scenario, null, null, null), 1440, 900);
        await("incident-headline");
    }

    private void picture(String screen) {
        for (String theme : new String[] {"light", "dark"}) {
            for (Language language : Language.values()) {
                robot.interact(() -> window.speak(language));
                robot.interact(() -> {
                    if (!stage.getScene().getRoot().getStyleClass().contains(theme)) {
                        window.toggleTheme();
                    }
                });
                WritableImage image = onFx(() -> stage.getScene().snapshot(null));
                Path file = GALLERY.resolve("%s-%s-%s.png".formatted(screen, theme, language.code()));
                write(image, file);
                assertThat(image.getWidth()).isEqualTo(stage.getScene().getWidth());
            }
        }
        robot.interact(() -> window.speak(Language.ENGLISH));
        robot.interact(window::toggleTheme);
    }

    private static void write(WritableImage image, Path file) {
        try {
            Files.createDirectories(file.getParent());
            ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", file.toFile());
        } catch (IOException problem) {
            throw new AssertionError(problem);
        }
    }
}
