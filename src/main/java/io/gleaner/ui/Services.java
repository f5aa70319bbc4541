package io.gleaner.ui;

import io.gleaner.model.Origin;
import io.gleaner.source.ClusterWriter;
import io.gleaner.ui.connect.Clusters;
import io.gleaner.ui.connect.FilePicker;
import io.gleaner.ui.fx.Background;
import io.gleaner.ui.incident.Meaning;
import io.gleaner.ui.recovery.RecoveryDesk;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;

/**
 * Everything the window needs from outside itself.
 *
 * @param desks the recovery desk of one opened cluster
 * @param version of Gleaner
 */
record Services(
        Clusters clusters,
        Meaning meaning,
        BiFunction<ClusterWriter, Origin, RecoveryDesk> desks,
        FilePicker filePicker,
        Background background,
        Executor fxThread,
        InstantSource clock,
        ZoneId zone,
        String version) {}
