package io.gleaner.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import org.junit.jupiter.api.Test;

/** Every control that the keyboard reaches has a name that a screen reader can say, in both languages. */
class AccessibilityTest extends WindowTest {
    @Test
    void connectScreen() {
        open(new WindowRequest(null, null, null, null));
        await(
                "the contexts are listed",
                () -> !this.<ListView<?>>node("connect-contexts").getItems().isEmpty());
        everythingHasAName();
    }

    @Test
    void incidentScreen() {
        openScenario("no-chart-version");
        everythingHasAName();
    }

    @Test
    void recoveryFlow() {
        openScenario("aborted-before-pod-upgrade");
        press("incident-recommend");
        await("recovery-review");
        everythingHasAName();
        press("recovery-continue");
        await("recovery-preview-verdict");
        everythingHasAName();
        press("recovery-confirm");
        await("recovery-outcome");
        everythingHasAName();
    }

    private void everythingHasAName() {
        for (String language : new String[] {"zh", "en"}) {
            press("top-language-" + language);
            List<Node> nameless = onFx(() -> {
                List<Node> found = new ArrayList<>();
                collectNameless(stage.getScene().getRoot(), found);
                return found;
            });
            assertThat(nameless).isEmpty();
        }
    }

    private static void collectNameless(Node node, List<Node> found) {
        if (!node.isVisible()) {
            return;
        }
        if (node.isFocusTraversable() && !hasName(node)) {
            found.add(node);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collectNameless(child, found));
        }
    }

    private static boolean hasName(Node node) {
        String text = node instanceof Labeled label ? label.getText() : null;
        return isSaid(node.getAccessibleText()) || isSaid(text);
    }

    private static boolean isSaid(String words) {
        return words != null && !words.isBlank();
    }
}
