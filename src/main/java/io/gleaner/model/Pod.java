package io.gleaner.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Pod; {@code phase} is the API's own word.
 *
 * @param node where it runs; empty when it is not scheduled
 */
public record Pod(
        Metadata metadata,
        String phase,
        String node,
        Known ready,
        @Nullable Instant started,
        @Nullable Instant finished,
        List<Container> containers) {
    /**
     * One container, init containers included.
     *
     * @param problem why it waits or how it ended: {@code ImagePullBackOff}, {@code CrashLoopBackOff}, {@code OOMKilled},
     *     {@code Error} …; empty when it runs or completed
     */
    public record Container(String name, String image, int restarts, String problem, String message) {}

    public Pod {
        containers = List.copyOf(containers);
    }

    public String name() {
        return metadata.name();
    }

    public boolean isActive() {
        return !phase.equals("Succeeded") && !phase.equals("Failed");
    }

    public boolean hasProblem(String problem) {
        return containers.stream().anyMatch(container -> container.problem().equals(problem));
    }
}
