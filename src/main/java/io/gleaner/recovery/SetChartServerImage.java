package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Sets the image of the chart server, Deployment {@code cattle-system/harvester-cluster-repo}. Nobody but {@code
 * upgrade_manifests.sh} writes it.
 *
 * @param container its name in the Deployment
 * @param release of Harvester that the image belongs to, which is the one that must be running
 */
record SetChartServerImage(ObjectRef target, String uid, String container, String image, String release)
        implements Operation {
    @Override
    public Risk risk() {
        return Risk.MEDIUM;
    }

    @Override
    public ArrayNode patch(LiveObject live, PlanStep step, Signature signature) {
        OptionalInt index = index(live);
        if (index.isEmpty()) {
            return Change.nothing();
        }
        String path = "/spec/template/spec/containers/" + index.getAsInt();
        return Change.of(live, uid)
                .same(path + "/name")
                .set(path + "/image", image)
                .asPatch();
    }

    @Override
    public List<Guard> guards(PlanStep step) {
        return List.of(
                new ManifestScriptGuard(),
                new SystemServicesGuard(),
                new SameObjectGuard(),
                new RunningReleaseGuard(),
                new NoChartAheadGuard());
    }

    @Override
    public List<Expectation> expectations(LiveFacts facts) {
        return List.of(
                Expectation.of(
                        target, this::runsImage, _ -> Text.of("recovery.verify.otherImage", target, container, image)),
                Expectation.rolledOut(target));
    }

    private boolean runsImage(LiveObject live) {
        return index(live).stream()
                .anyMatch(index -> live.text("/spec/template/spec/containers/" + index + "/image")
                        .equals(image));
    }

    private OptionalInt index(LiveObject live) {
        JsonNode containers = live.json().at("/spec/template/spec/containers");
        return IntStream.range(0, containers.size())
                .filter(index -> containers.get(index).path("name").asString("").equals(container))
                .findFirst();
    }

    @Override
    public List<Right> reads() {
        return Right.toFollow(target);
    }

    @Override
    public Optional<Operation> undo(LiveObject before, ArrayNode written) {
        return PutBack.of(this, before, written);
    }
}
