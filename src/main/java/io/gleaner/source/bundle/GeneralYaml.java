package io.gleaner.source.bundle;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads any YAML, with the meaning Go's encoder gives to plain words. For what {@link BlockYaml} does not understand. */
final class GeneralYaml {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setCodePointLimit(ItemStream.LARGEST_ITEM)
            .setAllowDuplicateKeys(true)
            .build();
    private static final int DEEPEST = 400;
    // Aliases make much of little; no object of a cluster has nearly as many values.
    private static final int MOST_NODES = 2_000_000;

    private int count;

    private static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooMuch() {
            super(null, null, false, false);
        }
    }

    private GeneralYaml() {}

    /** Empty when it is no YAML, or one that grows without end. */
    static Optional<JsonNode> read(String text) {
        try {
            return new Compose(SETTINGS).composeString(text).map(node -> new GeneralYaml().json(node, 0));
        } catch (YamlEngineException | TooMuch | IndexOutOfBoundsException | StackOverflowError _) {
            return Optional.empty();
        }
    }

    private JsonNode json(Node node, int depth) {
        if (++count > MOST_NODES || depth > DEEPEST) {
            throw new TooMuch();
        }
        return switch (node) {
            case MappingNode mapping -> {
                ObjectNode object = NODES.objectNode();
                for (NodeTuple tuple : mapping.getValue()) {
                    String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
                    object.set(key, json(tuple.getValueNode(), depth + 1));
                }
                yield object;
            }
            case SequenceNode sequence -> {
                ArrayNode array = NODES.arrayNode();
                sequence.getValue().forEach(each -> array.add(json(each, depth + 1)));
                yield array;
            }
            case ScalarNode scalar ->
                scalar.getScalarStyle() == ScalarStyle.PLAIN
                        ? PlainWord.resolve(scalar.getValue())
                        : NODES.stringNode(scalar.getValue());
            default -> throw new TooMuch();
        };
    }
}
