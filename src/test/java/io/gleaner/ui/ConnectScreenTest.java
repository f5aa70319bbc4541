package io.gleaner.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

class ConnectScreenTest extends WindowTest {
    @Test
    void everyContextShowsHowItIsAtAGlance() {
        openConnect();

        await("all contexts were looked at", () -> allWords("connect-contexts").contains("not reachable"));
        assertThat(allWords("connect-contexts"))
                .contains("prod-a", "current", "v1.5.1", "no chart paused")
                .contains("edge-7", "v1.4.3", "4 charts paused")
                .contains("The client certificate of user admin")
                .contains("Get a new kubeconfig");
    }

    @Test
    void enterOpensTheSelectedIncident() {
        openConnect();

        robot.interact(() -> node("connect-scenarios").requestFocus());
        robot.type(KeyCode.ENTER);

        await("incident-headline");
        assertThat(words("top-title")).startsWith("Upgrade v1.4.3 → v1.5.1 aborted");
    }

    @Test
    void clusterIsOpenedByItsButton() {
        openConnect();

        press("connect-open-context");

        await("incident-headline");
        assertThat(clusters.connected()).containsExactly(PracticeClusters.HEALTHY);
    }

    @Test
    void chosenFileAddsItsContexts() {
        openConnect();

        press("connect-add-file");

        await("the context is listed", () -> allWords("connect-contexts").contains("partner-site"));
    }

    @Test
    void missingFileIsToldWithTheNextStep() {
        open(new WindowRequest(null, null, Path.of("/nowhere/config"), null));

        await("connect-problem");
        assertThat(allWords("connect-problem"))
                .contains("There is no kubeconfig: /nowhere/config.")
                .contains("--kubeconfig");

        press("connect-problem-dismiss");
        assertThat(isThere("connect-problem")).isFalse();
    }

    @Test
    void foreignFileMayNotRunItsProgramUnasked() {
        openConnect();
        press("connect-add-file");
        await("the context is listed", () -> allWords("connect-contexts").contains("partner-site"));
        selectContext(3);

        press("connect-open-context");
        await("question-cancel");
        assertThat(allWordsOnScreen())
                .contains(PracticeClusters.GIVEN_FILE.toString())
                .contains("kubelogin get-token --oidc-client-id=harvester");
        press("question-cancel");

        assertThat(isThere("connect-contexts")).isTrue();
        assertThat(clusters.connected()).isEmpty();

        press("connect-open-context");
        press("question-confirm");
        await("incident-headline");
        assertThat(clusters.connected()).containsExactly(PracticeClusters.WITH_PROGRAM);
    }

    @Test
    void unreadableClusterSaysWhyAndOffersAWayBack() {
        open(new WindowRequest(null, null, PracticeClusters.OWN_FILE, "lab"));

        await("incident-unreadable");
        assertThat(allWords("incident-unreadable"))
                .contains("lab cannot be read", "https://192.168.40.10:6443 cannot be reached")
                .contains("Check the network");

        press("incident-back");
        await("connect-contexts");
    }

    private void openConnect() {
        open(new WindowRequest(null, null, null, null));
        await(
                "the contexts are listed",
                () -> !this.<ListView<?>>node("connect-contexts").getItems().isEmpty());
    }

    private void selectContext(int index) {
        robot.interact(() ->
                this.<ListView<?>>node("connect-contexts").getSelectionModel().select(index));
    }
}
