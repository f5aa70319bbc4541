package io.gleaner.ui.incident;

import atlantafx.base.theme.Styles;
import io.gleaner.analysis.Certainty;
import io.gleaner.analysis.ChartAssessment;
import io.gleaner.analysis.ChartAssessment.PausedBy;
import io.gleaner.analysis.PauseOrigin;
import io.gleaner.model.Known;
import io.gleaner.ui.widget.Shown;
import io.gleaner.ui.widget.State;
import io.gleaner.ui.widget.StateBadge;
import io.gleaner.ui.widget.Words;
import io.gleaner.ui.words.Wording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/** The managed charts, one a row. */
final class ChartTable extends TableView<ChartRow> {
    private static final double ROW = 32;
    private static final int MOST_ROWS = 9;

    private final IncidentViewModel model;
    private final Wording wording;

    ChartTable(IncidentViewModel model, Wording wording) {
        super(model.charts());
        this.model = model;
        this.wording = wording;
        setId("incident-charts");
        setAccessibleText(wording.say("ui.charts"));
        getStyleClass().addAll(Styles.DENSE, "chart-table");
        setPlaceholder(Words.wrapped(wording.say("ui.charts.none"), "muted"));
        setFixedCellSize(ROW);
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
        addColumn("name", 172, 172, text(ChartAssessment::name, "strong"));
        addColumn("version", 136, 136, text(this::version, "plain"));
        addColumn("paused", 98, 96, badge((chart, cell) -> paused(chart.paused(), cell)));
        addColumn("bundlePaused", 98, 96, badge((chart, cell) -> paused(chart.bundlePaused(), cell)));
        addColumn("defined", 74, 70, badge((chart, cell) -> yesNo(chart.defined(), cell)));
        addColumn("ready", 74, 70, badge(this::ready));
        addColumn(
                "verdict",
                176,
                160,
                badge((chart, cell) ->
                        cell.show(Looks.of(chart.verdict()), wording.name("analysis.verdict", chart.verdict()))));
        addColumn("pausedBy", 168, 168, () -> new PausedByCell());
        addColumn("message", 280, 110, () -> new MessageCell());
        model.charts().subscribe(this::fitHeight);
        fitHeight();
        getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null) {
                model.detailProperty().set(new Detail.OfChart(row));
            }
        });
        Shown.whileOnScreen(this, model.detailProperty()).subscribe(detail -> {
            if (detail instanceof Detail.OfChart(var row)) {
                getSelectionModel().select(row);
            } else {
                getSelectionModel().clearSelection();
            }
        });
    }

    /** In a narrow window the message is worth more than who paused; the details still tell. */
    void showPausedBy(boolean wanted) {
        getColumns().stream()
                .filter(column -> "incident-charts-pausedBy".equals(column.getId()))
                .forEach(column -> column.setVisible(wanted));
    }

    private void fitHeight() {
        int rows = Math.clamp(getItems().size(), 2, MOST_ROWS);
        double height = 34 + rows * ROW + 2;
        setMinHeight(height);
        setPrefHeight(height);
        setMaxHeight(height);
    }

    private void addColumn(
            String key, double width, double leastWidth, Supplier<TableCell<ChartRow, ChartAssessment>> cell) {
        TableColumn<ChartRow, ChartAssessment> column = new TableColumn<>();
        Label heading = new Label(wording.say("ui.charts." + key));
        heading.setTooltip(new Tooltip(wording.say("ui.charts." + key + ".tooltip")));
        column.setGraphic(heading);
        column.setId("incident-charts-" + key);
        column.setSortable(false);
        column.setReorderable(false);
        column.setPrefWidth(width);
        column.setMinWidth(leastWidth);
        column.setCellValueFactory(row -> row.getValue().chartProperty());
        column.setCellFactory(_ -> cell.get());
        getColumns().add(column);
    }

    private String version(ChartAssessment chart) {
        return chart.version().isEmpty() ? wording.say("ui.charts.newest") : chart.version();
    }

    private void paused(Known paused, StateBadge cell) {
        switch (paused) {
            case YES -> cell.show(State.PAUSED, wording.say("ui.charts.value.paused"));
            case NO -> cell.show(State.READY, wording.say("ui.charts.value.notPaused"));
            case UNKNOWN -> cell.show(State.UNKNOWN, wording.say("ui.charts.value.unknown"));
        }
    }

    private void yesNo(Known known, StateBadge cell) {
        switch (known) {
            case YES -> cell.show(State.READY, wording.say("ui.charts.value.yes"));
            case NO -> cell.show(State.BROKEN, wording.say("ui.charts.value.no"));
            case UNKNOWN -> cell.show(State.UNKNOWN, wording.say("ui.charts.value.unknown"));
        }
    }

    /** Rancher copies Ready from the Bundle and leaves it alone while Defined is False. */
    private void ready(ChartAssessment chart, StateBadge cell) {
        if (chart.defined().isNo() && chart.ready().isYes()) {
            cell.show(State.UNKNOWN, wording.say("ui.charts.value.stale"));
        } else {
            yesNo(chart.ready(), cell);
        }
    }

    private static Supplier<TableCell<ChartRow, ChartAssessment>> text(
            Function<ChartAssessment, String> words, String look) {
        return () -> new TableCell<>() {
            {
                getStyleClass().add(look);
            }

            @Override
            protected void updateItem(@Nullable ChartAssessment chart, boolean empty) {
                super.updateItem(chart, empty);
                setText(empty || chart == null ? null : words.apply(chart));
            }
        };
    }

    private static Supplier<TableCell<ChartRow, ChartAssessment>> badge(BiConsumer<ChartAssessment, StateBadge> show) {
        return () -> new TableCell<>() {
            private final StateBadge badge = new StateBadge();

            @Override
            protected void updateItem(@Nullable ChartAssessment chart, boolean empty) {
                super.updateItem(chart, empty);
                if (empty || chart == null) {
                    setGraphic(null);
                } else {
                    show.accept(chart, badge);
                    setGraphic(badge);
                }
            }
        };
    }

    private final class PausedByCell extends TableCell<ChartRow, ChartAssessment> {
        private final Tooltip tooltip = new Tooltip();

        PausedByCell() {
            Shown.whileOnScreen(this, model.nowProperty()).subscribe(_ -> render(getItem()));
        }

        @Override
        protected void updateItem(@Nullable ChartAssessment chart, boolean empty) {
            super.updateItem(chart, empty);
            render(empty ? null : chart);
        }

        private void render(@Nullable ChartAssessment chart) {
            if (chart == null || chart.pauseOrigin() == PauseOrigin.NONE) {
                setText(null);
                setTooltip(null);
                return;
            }
            List<String> words = new ArrayList<>();
            words.add(wording.name("analysis.pauseOrigin", chart.pauseOrigin()));
            PausedBy by = chart.pausedBy();
            List<String> details = new ArrayList<>();
            if (by != null && by.time() != null) {
                String mark = by.certainty() == Certainty.MEASURED ? "" : "≈ ";
                words.add(mark
                        + wording.duration(
                                Duration.between(by.time(), model.nowProperty().get())));
                details.add(wording.absolute(by.time()));
            }
            if (by != null && by.manager() != null) {
                details.add(by.manager());
            }
            if (by != null) {
                details.add(wording.name("ui.certainty.long", by.certainty()));
            }
            setText(String.join(" · ", words));
            tooltip.setText(String.join("\n", details));
            setTooltip(details.isEmpty() ? null : tooltip);
        }
    }

    private final class MessageCell extends TableCell<ChartRow, ChartAssessment> {
        @Override
        protected void updateItem(@Nullable ChartAssessment chart, boolean empty) {
            super.updateItem(chart, empty);
            getStyleClass().removeAll("state-broken", "state-needs-you", "muted");
            if (empty || chart == null) {
                setText(null);
                setTooltip(null);
                return;
            }
            String words;
            if (!chart.message().isEmpty()) {
                words = chart.message();
                getStyleClass().add("state-broken");
            } else if (chart.pendingChange() != null) {
                words = wording.say(chart.pendingChange());
                getStyleClass().add("state-needs-you");
            } else {
                words = wording.say(chart.reason());
                getStyleClass().add("muted");
            }
            setText(words);
            setTooltip(new Tooltip(words));
        }
    }
}
