package io.gleaner.ui.incident;

import io.gleaner.analysis.ChartAssessment;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** One chart of the table; stays the same row while what is known of the chart changes. */
final class ChartRow {
    private final ReadOnlyObjectWrapper<ChartAssessment> chart;

    ChartRow(ChartAssessment chart) {
        this.chart = new ReadOnlyObjectWrapper<>(chart);
    }

    ChartAssessment chart() {
        return chart.get();
    }

    ReadOnlyObjectProperty<ChartAssessment> chartProperty() {
        return chart.getReadOnlyProperty();
    }

    void update(ChartAssessment newer) {
        if (!newer.equals(chart.get())) {
            chart.set(newer);
        }
    }

    boolean isAbout(ChartAssessment other) {
        return other.subject()
                .metadata()
                .ref()
                .equals(chart().subject().metadata().ref());
    }
}
