package io.gleaner.recovery;

import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Gives fields that a run has written the values they had before, as long as nobody has changed them since.
 *
 * @param undoes the name of the operation that wrote them
 */
record PutBack(ObjectRef target, String uid, String undoes, List<Field> fields) implements Operation {
    /** Where it is, by JSON Pointer, what was there (null for nothing), and what was written. */
    record Field(String path, JsonNode before, JsonNode written) {}

    PutBack {
        fields = List.copyOf(fields);
    }

    /** Empty when what was there is a secret, which no record keeps. */
    static Optional<Operation> of(Operation operation, LiveObject before, ArrayNode written) {
        List<Field> fields = new ArrayList<>();
        for (JsonNode write : Change.writes(written)) {
            String path = write.path("path").asString("");
            JsonNode value = before.json().at(path);
            if (value.toString().contains(Redaction.MASK)) {
                return Optional.empty();
            }
            fields.add(new Field(
                    path,
                    value.isMissingNode() ? JsonNodeFactory.instance.nullNode() : value,
                    write.has("value") ? write.get("value") : JsonNodeFactory.instance.nullNode()));
        }
        return Optional.of(new PutBack(operation.target(), operation.uid(), operation.name(), fields));
    }

    @Override
    public ArrayNode patch(LiveObject live, PlanStep step, Signature signature) {
        Change change = Change.of(live, uid);
        for (Field field : fields) {
            if (field.before().isNull()) {
                change.remove(field.path());
            } else {
                change.set(field.path(), field.before());
            }
        }
        return change.asPatch();
    }

    /** The fields that are neither as the run left them nor as they were before. */
    List<String> changedSince(LiveObject live) {
        return fields.stream()
                .filter(field -> !Change.holds(live.json().at(field.path()), field.written())
                        && !Change.holds(live.json().at(field.path()), field.before()))
                .map(Field::path)
                .toList();
    }

    @Override
    public List<Guard> guards(PlanStep step) {
        return List.of(
                new ManifestScriptGuard(), new SystemServicesGuard(), new SameObjectGuard(), new AsWrittenGuard());
    }

    @Override
    public List<Expectation> expectations(LiveFacts facts) {
        return List.of(Expectation.of(
                target,
                live -> fields.stream()
                        .allMatch(field -> Change.holds(live.json().at(field.path()), field.before())),
                _ -> Text.of("recovery.verify.notPutBack", target)));
    }

    @Override
    public List<Right> reads() {
        return Right.toFollow(target);
    }

    @Override
    public Optional<Operation> undo(LiveObject before, ArrayNode written) {
        return of(this, before, written);
    }
}
