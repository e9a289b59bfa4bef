package io.dmskit.migration;

import io.dmskit.document.FileKind;
import io.dmskit.document.Findings;
import io.dmskit.document.ObjectNode;
import java.util.Optional;

/** Migration files: they hold no passwords, and every name in them has a value. */
enum MigrationKind implements FileKind {
    /** The only one. */
    MIGRATION;

    @Override
    public String keyCode() {
        return MigrationReader.KEY;
    }

    @Override
    public String missingCode() {
        return MigrationReader.MISSING;
    }

    @Override
    public String valueCode() {
        return MigrationReader.VALUE;
    }

    @Override
    public boolean refuses(ObjectNode.Member member, Findings findings) {
        if (!member.key().equals("password")) {
            return false;
        }
        findings.error(
                MigrationReader.PASSWORD,
                member,
                "a password does not belong into a file: put it into a Secrets Manager secret and name that as secret");
        return true;
    }

    @Override
    public Optional<String> refusal(String text) {
        int open = text.indexOf("${");
        return open < 0
                ? Optional.empty()
                : Optional.of("nothing gives " + text.substring(open) + " a value: declare it under each");
    }
}
