package io.dmskit.cdk;

import java.util.Locale;
import java.util.regex.Pattern;
import software.amazon.awscdk.Names;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.UniqueResourceNameOptions;
import software.constructs.Construct;

/**
 * Identifiers of DMS resources, as DMS keeps them: in lower case. One that is written in upper case would read as drift.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_CreateReplicationInstance.html">CreateReplicationInstance</a>
 */
final class DmsIdentifier {
    private static final Pattern FORM = Pattern.compile("[a-z](-?[a-z0-9])*");
    private static final int LONGEST_OF_INSTANCE = 63;
    private static final int LONGEST = 255;

    private DmsIdentifier() {}

    static String instance(String value) {
        return checked("replication instance identifier", value, LONGEST_OF_INSTANCE);
    }

    static String of(String what, String value) {
        return checked(what, value, LONGEST);
    }

    /** Returns an identifier made of a construct's place in the tree: the same in every synthesis. */
    static String fromPlace(Construct construct, int longest) {
        String name = Names.uniqueResourceName(
                construct,
                UniqueResourceNameOptions.builder()
                        .maxLength(longest)
                        .separator("-")
                        .build());
        String lower = name.toLowerCase(Locale.ROOT);
        return FORM.matcher(lower).matches()
                ? lower
                : ("r" + lower).substring(0, Math.min(longest, lower.length() + 1));
    }

    private static String checked(String what, String value, int longest) {
        if (Token.isUnresolved(value)) {
            return value;
        }
        String name = value.toLowerCase(Locale.ROOT);
        if (name.length() > longest || !FORM.matcher(name).matches()) {
            throw new IllegalArgumentException(what + " is \"" + value + "\": it must have 1 to " + longest
                    + " letters, digits and single hyphens, begin with a letter and not end with a hyphen");
        }
        return name;
    }
}
