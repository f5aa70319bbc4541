package io.gleaner.model;

/** A {@code virtualmachineinstancemigrations.kubevirt.io} object; {@code phase} is KubeVirt's own word. */
public record Migration(Metadata metadata, String instance, String phase) {
    public boolean isFinished() {
        return phase.equals("Succeeded") || phase.equals("Failed");
    }
}
