package io.gleaner.recovery;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.gleaner.model.ObjectRef;
import io.gleaner.model.Text;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;

/**
 * One kind of change to one object, with everything the protocol asks of it: the patch it makes of the live object, what
 * guards it, what proves it, and what takes it back. Every write Gleaner can send is one of these. As JSON it is a line in the
 * journal, so names and components stay as they are once released.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "operation")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CompleteLonghornWebhook.class, name = "CompleteLonghornWebhook"),
    @JsonSubTypes.Type(value = DisableAddon.class, name = "DisableAddon"),
    @JsonSubTypes.Type(value = DismissUpgrade.class, name = "DismissUpgrade"),
    @JsonSubTypes.Type(value = EnableAddon.class, name = "EnableAddon"),
    @JsonSubTypes.Type(value = ForceSyncBundle.class, name = "ForceSyncBundle"),
    @JsonSubTypes.Type(value = NudgeChart.class, name = "NudgeChart"),
    @JsonSubTypes.Type(value = PauseChart.class, name = "PauseChart"),
    @JsonSubTypes.Type(value = PauseNode.class, name = "PauseNode"),
    @JsonSubTypes.Type(value = PutBack.class, name = "PutBack"),
    @JsonSubTypes.Type(value = RedeployFleetAgent.class, name = "RedeployFleetAgent"),
    @JsonSubTypes.Type(value = RefreshIndex.class, name = "RefreshIndex"),
    @JsonSubTypes.Type(value = RemovePlan.class, name = "RemovePlan"),
    @JsonSubTypes.Type(value = RestartWorkload.class, name = "RestartWorkload"),
    @JsonSubTypes.Type(value = ResumeChart.class, name = "ResumeChart"),
    @JsonSubTypes.Type(value = SetChartServerImage.class, name = "SetChartServerImage"),
    @JsonSubTypes.Type(value = SetChartVersion.class, name = "SetChartVersion"),
    @JsonSubTypes.Type(value = SetLonghornSetting.class, name = "SetLonghornSetting"),
    @JsonSubTypes.Type(value = UncordonNode.class, name = "UncordonNode"),
    @JsonSubTypes.Type(value = UnpauseNode.class, name = "UnpauseNode")
})
public sealed interface Operation
        permits AddonOperation,
                ChartOperation,
                CompleteLonghornWebhook,
                DismissUpgrade,
                ForceSyncBundle,
                NodePauseOperation,
                NudgeChart,
                PutBack,
                RedeployFleetAgent,
                RefreshIndex,
                RemovePlan,
                RestartWorkload,
                SetChartServerImage,
                SetChartVersion,
                SetLonghornSetting,
                UncordonNode {
    ObjectRef target();

    /** The object must still be the one that was looked at, not one made anew under its name. */
    String uid();

    /** The operation's name in the journal. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** What it does, in a few words. */
    default Text words() {
        return words(name(), target());
    }

    /** An operation on record, in a few words; the record may be of a later Gleaner that knows more. */
    static Text words(String name, ObjectRef target) {
        JsonSubTypes known = Operation.class.getAnnotation(JsonSubTypes.class);
        for (JsonSubTypes.Type type : known.value()) {
            if (type.name().equals(name)) {
                return Text.of("recovery.operation." + name, target);
            }
        }
        return Text.of("recovery.operation.other", name, target);
    }

    /** How much it can hurt, unless the step that holds it says otherwise. */
    default Risk risk() {
        return Risk.LOW;
    }

    /** What the risk is. */
    default Text riskReason() {
        return Text.of("recovery.risk." + name(), target());
    }

    /** The API verb of the write. */
    default String verb() {
        return "patch";
    }

    /**
     * Makes this very object as wanted; empty when it is. The object may have changed since the plan was made: what that
     * means is for the guards to say.
     */
    ArrayNode patch(LiveObject live, PlanStep step, Signature signature);

    /** Asked before the write, in an order that puts the hard rules first. */
    List<Guard> guards(PlanStep step);

    /**
     * What shows that the write has had its effect, in the order in which it comes about.
     *
     * @throws io.gleaner.source.ClusterRequestException when the objects that would show it cannot be had
     */
    List<Expectation> expectations(LiveFacts facts);

    /** The reading that {@link #expectations} takes. */
    List<Right> reads();

    /**
     * What takes the write back.
     *
     * @param written the patch that was sent
     * @param before the object before, without secrets
     * @return empty when nothing can or need take it back
     */
    default Optional<Operation> undo(LiveObject before, ArrayNode written) {
        return Optional.empty();
    }
}
