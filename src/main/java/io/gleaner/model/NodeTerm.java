package io.gleaner.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One {@code nodeSelectorTerm}: a node fits when all expressions hold. An empty term fits no node, as the API says. */
public record NodeTerm(List<Expression> expressions) {
    /**
     * One expression about a label, or about the name of the node.
     *
     * @param key of the label; {@code metadata.name} for the field
     * @param operator {@code In}, {@code NotIn}, {@code Exists}, {@code DoesNotExist}, {@code Gt}, {@code Lt}
     */
    public record Expression(String key, String operator, List<String> values) {
        public Expression {
            values = List.copyOf(values);
        }

        private boolean holds(ClusterNode node) {
            Map<String, String> labels = node.metadata().labels();
            Optional<String> value =
                    key.equals("metadata.name") ? Optional.of(node.name()) : Optional.ofNullable(labels.get(key));
            return switch (operator) {
                case "In" -> value.filter(values::contains).isPresent();
                case "NotIn" -> value.filter(values::contains).isEmpty();
                case "Exists" -> value.isPresent();
                case "DoesNotExist" -> value.isEmpty();
                case "Gt" ->
                    value.flatMap(Expression::number)
                            .filter(each -> each > bound(Long.MAX_VALUE))
                            .isPresent();
                case "Lt" ->
                    value.flatMap(Expression::number)
                            .filter(each -> each < bound(Long.MIN_VALUE))
                            .isPresent();
                // Not understood is not known to keep the node out.
                default -> true;
            };
        }

        private long bound(long otherwise) {
            return values.stream().findFirst().flatMap(Expression::number).orElse(otherwise);
        }

        private static Optional<Long> number(String text) {
            return text.matches("-?\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
        }
    }

    public NodeTerm {
        expressions = List.copyOf(expressions);
    }

    public boolean fits(ClusterNode node) {
        return !expressions.isEmpty() && expressions.stream().allMatch(expression -> expression.holds(node));
    }
}
