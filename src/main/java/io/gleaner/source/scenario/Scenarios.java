package io.gleaner.source.scenario;

import io.gleaner.model.Text;
import io.gleaner.source.ClusterSource;
import java.util.List;

/** The catalogue of built-in incidents. */
public final class Scenarios {
    private Scenarios() {}

    /** One built-in incident. */
    public record Scenario(String name, Text title, Text description) {}

    public static List<Scenario> all() {
        throw new IllegalStateException("under construction");
    }

    /**
     * A fresh cluster in the state of the scenario; its simulated controllers start with the first observer or write.
     *
     * @param speed how many seconds of the cluster pass in one second
     * @throws io.gleaner.source.SourceException for an unknown name
     */
    public static ClusterSource open(String name, double speed) {
        throw new IllegalStateException("under construction");
    }
}
