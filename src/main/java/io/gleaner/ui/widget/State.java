package io.gleaner.ui.widget;

import java.util.Locale;

/** How a thing is doing. Always shown as shape, word and colour together. */
public enum State {
    READY("M6 1 A5 5 0 1 1 5.99 1 Z"),
    IN_TRANSITION("M6 1 A5 5 0 1 1 5.99 1 Z M6 2.5 A3.5 3.5 0 0 0 6 9.5 Z"),
    PAUSED("M2 1 H5 V11 H2 Z M7 1 H10 V11 H7 Z"),
    NEEDS_YOU("M6 1 L11.5 11 H0.5 Z"),
    BROKEN("M1.5 1.5 H10.5 V10.5 H1.5 Z"),
    /** Worth knowing, nothing to do yet. */
    NOTICE("M6 0.5 L11.5 6 L6 11.5 L0.5 6 Z"),
    /** Said for the record. */
    NOTE("M6 3.5 A2.5 2.5 0 1 1 5.99 3.5 Z"),
    UNKNOWN("M6 1 A5 5 0 1 1 5.99 1 Z M6 2.5 A3.5 3.5 0 1 1 5.99 2.5 Z"),
    NOT_CHECKED("M0.5 5 H3 V7 H0.5 Z M4.75 5 H7.25 V7 H4.75 Z M9 5 H11.5 V7 H9 Z");

    private final String outline;

    State(String outline) {
        this.outline = outline;
    }

    /** The shape in a box of 12 × 12, filled even-odd. */
    String outline() {
        return outline;
    }

    /** The style class that carries the colour. */
    public String styleClass() {
        return "state-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
