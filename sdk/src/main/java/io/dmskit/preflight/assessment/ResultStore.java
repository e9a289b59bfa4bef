package io.dmskit.preflight.assessment;

/**
 * Where DMS puts the details of an assessment run.
 *
 * @param bucket an S3 bucket in the task's region
 * @param folder a folder in it
 * @param roleArn role with which DMS writes there
 */
public record ResultStore(String bucket, String folder, String roleArn) {
    /** Returns where a person finds the details. */
    public String location() {
        return "s3://" + bucket + "/" + folder;
    }
}
