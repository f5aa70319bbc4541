package io.gleaner.ui.widget;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** The few icons of the window, by what they mean. */
public enum Icon {
    BACK(Material2AL.ARROW_BACK),
    ADD(Material2AL.ADD),
    COPY(Material2OutlinedAL.FILE_COPY),
    COPIED(Material2AL.CHECK),
    TO_DARK(Material2OutlinedAL.BRIGHTNESS_3),
    TO_LIGHT(Material2OutlinedMZ.WB_SUNNY),
    CLUSTER(Material2OutlinedMZ.STORAGE),
    RECORDING(Material2OutlinedAL.ARCHIVE),
    PRACTISE(Material2OutlinedMZ.SCHOOL),
    WAIT(Material2OutlinedMZ.SCHEDULE),
    ADVICE(Material2OutlinedAL.LIGHTBULB),
    STALE(Material2OutlinedAL.CLOUD_OFF),
    UNFINISHED(Material2OutlinedAL.HISTORY),
    CLOSE(Material2AL.CLOSE),
    PROBLEM(Material2OutlinedAL.ERROR_OUTLINE);

    private final Ikon ikon;

    Icon(Ikon ikon) {
        this.ikon = ikon;
    }

    public FontIcon node() {
        return new FontIcon(ikon);
    }
}
