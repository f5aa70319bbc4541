package io.gleaner.ui;

import io.gleaner.recovery.Executor;
import io.gleaner.recovery.Journal;
import io.gleaner.recovery.UnfinishedRuns;
import io.gleaner.ui.connect.Clusters;
import io.gleaner.ui.fx.FxThread;
import io.gleaner.ui.fx.VirtualThreads;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The window on JavaFX's headless platform, looked at and operated by ids. */
abstract class WindowTest {
    private static final long PATIENCE_SECONDS = 15;

    final FxRobot robot = new FxRobot();
    final PracticeClusters clusters = new PracticeClusters(60);
    final AtomicReference<Throwable> uncaught = new AtomicReference<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path stateFolder;

    @SuppressWarnings("NullAway.Init")
    Journal journal;

    @SuppressWarnings("NullAway.Init")
    MainWindow window;

    @SuppressWarnings("NullAway.Init")
    Stage stage;

    @BeforeAll
    static void startToolkit() throws TimeoutException {
        WaitForAsyncUtils.autoCheckException = false;
        FxToolkit.registerPrimaryStage();
    }

    @BeforeEach
    void prepare() {
        journal = new Journal(stateFolder);
        robot.interact(() -> Thread.currentThread().setUncaughtExceptionHandler((_, problem) -> uncaught.set(problem)));
    }

    @AfterEach
    void closeWindow() {
        robot.interact(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
        Throwable problem = uncaught.get();
        if (problem != null) {
            throw new AssertionError("uncaught on the FX thread", problem);
        }
    }

    /** What can be opened in the window. */
    Clusters openable() {
        return clusters;
    }

    void open(WindowRequest request) {
        open(request, 1000, 900);
    }

    void open(WindowRequest request, double width, double height) {
        FxThread fxThread = new FxThread();
        Services services = new Services(
                openable(),
                new JournaledMeaning(journal, InstantSource.system()),
                (writer, origin) -> new JournaledRecovery(
                        new Executor(writer, origin, journal, InstantSource.system()),
                        new UnfinishedRuns(writer, origin, journal, InstantSource.system()),
                        journal),
                (_, _) -> Optional.of(PracticeClusters.GIVEN_FILE),
                new VirtualThreads(fxThread),
                fxThread,
                InstantSource.system(),
                ZoneId.of("UTC"),
                "0.1.0");
        robot.interact(() -> {
            stage = new Stage();
            window = new MainWindow(stage, services);
            window.show(request);
            stage.setMinWidth(0);
            stage.setX(0);
            stage.setY(0);
            stage.setWidth(width);
            stage.setHeight(height);
        });
    }

    void openScenario(String name) {
        open(new WindowRequest(name, null, null, null));
        await("incident-headline");
    }

    boolean isThere(String id) {
        return robot.lookup("#" + id).tryQuery().filter(WindowTest::isVisible).isPresent();
    }

    private static boolean isVisible(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return true;
    }

    <T extends Node> T node(String id) {
        return robot.lookup("#" + id).<T>query();
    }

    void await(String id) {
        await("there is a " + id, () -> isThere(id));
    }

    void await(String what, Callable<Boolean> condition) {
        await(what, PATIENCE_SECONDS, condition);
    }

    void await(String what, long seconds, Callable<Boolean> condition) {
        try {
            WaitForAsyncUtils.waitFor(seconds, TimeUnit.SECONDS, () -> onFx(condition));
        } catch (TimeoutException _) {
            throw new AssertionError("waited in vain until " + what);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    <T> T onFx(Callable<T> question) {
        AtomicReference<T> answer = new AtomicReference<>();
        robot.interact(() -> {
            try {
                answer.set(question.call());
            } catch (Exception problem) {
                throw new AssertionError(problem);
            }
        });
        return answer.get();
    }

    void press(String id) {
        await(id + " can be pressed", () -> isThere(id) && !node(id).isDisabled());
        robot.interact(() -> node(id).requestFocus());
        robot.type(KeyCode.SPACE);
        WaitForAsyncUtils.waitForFxEvents();
    }

    String words(String id) {
        return onFx(() -> WindowTest.<Labeled>cast(node(id)).getText());
    }

    @SuppressWarnings("unchecked")
    private static <T> T cast(Node node) {
        return (T) node;
    }

    /** All words below a node, as a reader sees them. */
    String allWords(String id) {
        return onFx(() -> {
            StringBuilder words = new StringBuilder();
            robot.lookup("#" + id).tryQuery().ifPresent(node -> collect(node, words));
            return words.toString();
        });
    }

    /** All words of all windows. */
    String allWordsOnScreen() {
        return onFx(() -> {
            StringBuilder words = new StringBuilder();
            Window.getWindows().forEach(each -> collect(each.getScene().getRoot(), words));
            return words.toString();
        });
    }

    private static void collect(Node node, StringBuilder words) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Labeled label && label.getText() != null) {
            words.append(label.getText()).append('\n');
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, words));
        }
    }
}
