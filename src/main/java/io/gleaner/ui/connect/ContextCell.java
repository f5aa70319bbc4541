package io.gleaner.ui.connect;

import io.gleaner.source.live.ClusterContext;
import io.gleaner.source.live.LiveClusters.Probe;
import io.gleaner.ui.widget.State;
import io.gleaner.ui.widget.StateBadge;
import io.gleaner.ui.widget.Words;
import io.gleaner.ui.words.Wording;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** A context with its state at a glance; a failure says cause and next step right here. */
final class ContextCell extends ListCell<ContextRow> {
    private final Wording wording;
    private final StateBadge badge = new StateBadge();
    private final Label name = Words.line("", "strong");
    private final Label current = Words.line("", "tag");
    private final Label server = new Label();
    private final Label version = Words.line("", "strong");
    private final Label problem = Words.wrapped("", "muted");
    private final VBox content;
    private Subscription probing = Subscription.EMPTY;

    ContextCell(Wording wording) {
        this.wording = wording;
        current.setText(wording.say("ui.connect.current"));
        current.managedProperty().bind(current.visibleProperty());
        problem.managedProperty().bind(problem.visibleProperty());
        server.getStyleClass().addAll("mono", "muted");
        VBox names = new VBox(new HBox(8, name, current), server);
        names.setMinWidth(0);
        names.getStyleClass().add("tight");
        HBox.setHgrow(names, Priority.ALWAYS);
        VBox state = new VBox(version, badge);
        state.setAlignment(Pos.TOP_RIGHT);
        state.getStyleClass().add("tight");
        badge.setAlignment(Pos.CENTER_RIGHT);
        badge.setMinWidth(USE_PREF_SIZE);
        state.setMinWidth(USE_PREF_SIZE);
        content = new VBox(new HBox(16, names, state), problem);
        content.getStyleClass().add("row-content");
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable ContextRow row, boolean empty) {
        super.updateItem(row, empty);
        probing.unsubscribe();
        if (empty || row == null) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        ClusterContext context = row.context();
        name.setText(context.name());
        current.setVisible(context.current());
        server.setText(context.server());
        probing = row.probeProperty().subscribe(probe -> show(context, probe));
        setGraphic(content);
    }

    private void show(ClusterContext context, @Nullable Probe probe) {
        version.setText(probe == null ? "" : probe.harvesterVersion());
        String trouble = "";
        if (context.flaw() != null) {
            badge.show(State.BROKEN, wording.say("ui.connect.state.flawed"));
            trouble = wording.say(context.flaw());
        } else if (probe == null) {
            badge.show(State.UNKNOWN, wording.say("ui.connect.state.looking"));
        } else {
            trouble = probe.problem() == null ? "" : wording.say(probe.problem());
            show(probe);
        }
        problem.setText(trouble);
        problem.setVisible(!trouble.isEmpty());
        setAccessibleText(
                String.join(", ", context.name(), badge.words(), version.getText(), context.server(), trouble));
    }

    private void show(Probe probe) {
        if (!probe.reachable()) {
            badge.show(State.UNKNOWN, wording.say("ui.connect.state.unreachable"));
        } else if (probe.pausedCharts() > 0) {
            badge.show(State.PAUSED, wording.say("ui.connect.state.paused", probe.pausedCharts()));
        } else if (probe.problem() == null && probe.harvesterVersion().isEmpty()) {
            badge.show(State.UNKNOWN, wording.say("ui.connect.state.signIn"));
        } else if (probe.pausedCharts() < 0) {
            badge.show(State.UNKNOWN, wording.say("ui.connect.state.unknown"));
        } else {
            badge.show(State.READY, wording.say("ui.connect.state.ready"));
        }
    }
}
