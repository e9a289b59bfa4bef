package io.dmskit.endpoint;

/** Who encrypts files in a bucket, and with which key. */
public enum EncryptionMode implements SettingWord {
    SSE_S3,
    SSE_KMS
}
