package io.gleaner.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RedactionTest {
    private static ObjectNode json(String text) {
        return (ObjectNode) new JsonMapper().readTree(text.replace('\'', '"'));
    }

    private static String redacted(String text) {
        return Redaction.of(json(text)).toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'adminPassword':'s3cr3t'}",
                "{'admin-password':'s3cr3t'}",
                "{'registry':{'auth':{'api_key':'s3cr3t'}}}",
                "{'credentials':{'user':'s3cr3t'}}",
                "{'tokens':['s3cr3t']}",
                "{'env':[{'name':'DB_PASSWORD','value':'s3cr3t'}]}",
                "{'proxy':'http://user:s3cr3t@proxy:3128'}",
                "{'args':['--password=s3cr3t']}",
                "{'config':'user: a\\npassword: s3cr3t\\n'}",
                "{'config':'{\\'password\\': \\'s3cr3t\\'}'}",
                "{'header':'Authorization: Bearer s3cr3t-and-more'}",
                "{'metadata':{'annotations':{'kubectl.kubernetes.io/last-applied-configuration':'{s3cr3t}'}}}",
                "{'file':'-----BEGIN RSA PRIVATE KEY-----\\ns3cr3t'}"
            })
    void hidesWhatMayBeASecret(String object) {
        assertThat(redacted(object)).contains(Redaction.MASK).doesNotContain("s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'metadata':{'name':'harvester','uid':'u-1','generation':4,'resourceVersion':'77'}}",
                "{'spec':{'paused':true,'version':'1.4.3','timeoutSeconds':600}}",
                "{'existingSecretName':'registry-login'}",
                "{'automountServiceAccountToken':false}",
                "{'matchExpressions':[{'key':'provisioning.cattle.io/unmanaged-system-agent'}]}",
                "{'taintToleration':'kubevirt.io/drain:NoSchedule'}",
                "{'metadata':{'managedFields':[{'fieldsV1':{'f:spec':{'f:password':{}}}}]}}"
            })
    void keepsWhatIsNone(String object) {
        assertThat(redacted(object)).isEqualTo(json(object).toString());
    }

    @Test
    void leavesTheOriginalAlone() {
        ObjectNode object = json("{'password':'s3cr3t'}");

        assertThat(Redaction.of(object)).isNotEqualTo(object);
        assertThat(object.path("password").asString()).isEqualTo("s3cr3t");
    }
}
