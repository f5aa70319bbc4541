package io.gleaner.recovery;

import static io.gleaner.recovery.Incident.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.model.ObjectRef;
import io.gleaner.source.ResourceKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class HardRulesTest {
    private static final ObjectRef UPGRADE = ResourceKind.UPGRADE.ref("harvester-system", "hvst-upgrade-k4n7x");

    private static ArrayNode writing(String path, String value) {
        ArrayNode patch = Change.nothing();
        ObjectNode write = patch.addObject().put("op", "add").put("path", path);
        write.set("value", JsonMapper.shared().readTree(value));
        return patch;
    }

    @ParameterizedTest
    @EnumSource(names = {"MANAGED_CHART", "BUNDLE", "BUNDLE_DEPLOYMENT", "SECRET", "DEPLOYMENT"})
    void whatHoldsHarvesterIsNeverDeleted(ResourceKind kind) {
        ObjectRef target = kind.ref("fleet-local", "mcc-harvester");

        assertThat(HardRules.against(target, Change.deletion("u-1")))
                .hasValueSatisfying(why -> assertThat(say(why)).contains("mcc-harvester"));
    }

    @Test
    void nothingButAPlanCanEvenBePlannedToBeDeleted() {
        assertThatThrownBy(() -> new RemovePlan(UPGRADE, "u-1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void statusOfAnUpgradeIsNeverWritten() {
        assertThat(HardRules.against(UPGRADE, writing("/status/conditions", "[]")))
                .isPresent();
        assertThat(HardRules.against(UPGRADE, writing("/spec/version", "\"v1.5.1\"")))
                .isPresent();
        assertThat(HardRules.against(UPGRADE, writing("/metadata/labels/x", "\"y\"")))
                .isEmpty();
    }

    @Test
    void harvestersOwnChecksAreNeverSwitchedOff() {
        assertThat(HardRules.against(
                        UPGRADE, writing("/metadata/annotations/harvesterhci.io~1skipWebhook", "\"true\"")))
                .isPresent();
        assertThat(HardRules.against(
                        UPGRADE, writing("/metadata/annotations", "{\"harvesterhci.io/skipWebhook\":\"true\"}")))
                .isPresent();
    }

    @Test
    void onlyAnUpgradeSetsTheVersionOfHarvester() {
        ArrayNode version = writing("/spec/version", "\"1.5.1\"");

        assertThat(HardRules.against(Incident.chart("harvester"), version)).isPresent();
        assertThat(HardRules.against(Incident.chart("harvester-crd"), version)).isPresent();
        assertThat(HardRules.against(Incident.chart("rancher-logging-crd"), version))
                .isEmpty();
    }

    @Test
    void longhornIsNeverAllowedToDeleteItself() {
        assertThat(HardRules.against(
                        ResourceKind.LONGHORN_SETTING.ref("longhorn-system", "deleting-confirmation-flag"),
                        writing("/value", "\"true\"")))
                .isPresent();
    }

    @Test
    void drainHooksAreNotAcknowledgedAndRancherIsNotScaled() {
        assertThat(HardRules.against(
                        ResourceKind.SECRET.ref("fleet-local", "custom-1-machine-plan"),
                        writing("/metadata/annotations/harvesterhci.io~1pre-hook", "\"{}\"")))
                .isPresent();
        assertThat(HardRules.against(
                        ResourceKind.DEPLOYMENT.ref("cattle-system", "rancher"), writing("/spec/replicas", "0")))
                .isPresent();
    }
}
