package io.gleaner.analysis.rules.node;

import io.gleaner.analysis.rules.Rule;
import java.util.List;

/** The rules of this part, causes before the symptoms they explain. */
public final class NodeRules {
    public static final List<Rule> ALL = List.of();

    private NodeRules() {}
}
