package io.gleaner.model;

import java.util.List;

/**
 * A {@code virtualmachines.kubevirt.io} object.
 *
 * @param printableStatus {@code Running}, {@code Stopped}, {@code Starting} …
 * @param volumes names of the volumes of its template
 * @param volumeRequests {@code status.volumeRequests} that are pending
 */
public record VirtualMachine(
        Metadata metadata, String printableStatus, List<String> volumes, int volumeRequests, Conditions conditions) {
    public VirtualMachine {
        volumes = List.copyOf(volumes);
    }

    public String name() {
        return metadata.name();
    }
}
