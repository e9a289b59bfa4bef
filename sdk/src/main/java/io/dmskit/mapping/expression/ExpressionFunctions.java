package io.dmskit.mapping.expression;

import io.dmskit.document.NearestWord;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The functions an expression may call.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TableMapping.SelectionTransformation.Expressions.html">Functions
 *     that DMS documents</a>
 */
public final class ExpressionFunctions {
    private static final int ANY = Integer.MAX_VALUE;
    private static final Map<String, Arity> KNOWN = new TreeMap<>();

    static {
        documented("lower", 1, 1);
        documented("upper", 1, 1);
        documented("ltrim", 1, 2);
        documented("rtrim", 1, 2);
        documented("trim", 1, 2);
        documented("replace", 3, 3);
        documented("substr", 2, 3);
        documented("replacechars", 3, 3);
        documented("hex", 1, 1);
        documented("randomblob", 1, 1);
        documented("zeroblob", 1, 1);
        documented("abs", 1, 1);
        documented("random", 0, 0);
        documented("round", 1, 2);
        documented("max", 2, ANY);
        documented("min", 2, ANY);
        documented("coalesce", 2, ANY);
        documented("ifnull", 2, 2);
        documented("nullif", 2, 2);
        documented("date", 0, ANY);
        documented("time", 0, ANY);
        documented("datetime", 0, ANY);
        documented("julianday", 0, ANY);
        documented("strftime", 1, ANY);
        documented("hash_sha256", 1, 1);
        documented("operation_indicator", 3, 3);
        // SQLite has these, the DMS guide does not name them: allowed, with a warning.
        core("cast", 1, 1);
        core("char", 0, ANY);
        core("format", 1, ANY);
        core("glob", 2, 2);
        core("iif", 2, 3);
        core("instr", 2, 2);
        core("json_extract", 2, ANY);
        core("length", 1, 1);
        core("like", 2, 3);
        core("printf", 1, ANY);
        core("quote", 1, 1);
        core("sign", 1, 1);
        core("substring", 2, 3);
        core("typeof", 1, 1);
        core("unicode", 1, 1);
        core("unixepoch", 0, ANY);
    }

    private ExpressionFunctions() {}

    private record Arity(int least, int most, boolean documented) {
        @Override
        public String toString() {
            if (least == most) {
                return String.valueOf(least);
            }
            return most == ANY ? "at least " + least : least + " to " + most;
        }
    }

    private static void documented(String name, int least, int most) {
        KNOWN.put(name, new Arity(least, most, true));
    }

    private static void core(String name, int least, int most) {
        KNOWN.put(name, new Arity(least, most, false));
    }

    /** Checks a call. */
    public static void check(String name, int arguments) {
        String function = name.toLowerCase(Locale.ROOT);
        Arity arity = KNOWN.get(function);
        if (arity == null) {
            String next = function.equals("concat")
                    ? ": join texts with ||"
                    : NearestWord.to(function, KNOWN.keySet())
                            .map(near -> ", did you mean " + near + "?")
                            .orElse("; DMS knows SQLite's scalar functions only");
            throw new ExpressionException("TM061", "expression calls the unknown function " + name + next);
        }
        if (arguments < arity.least || arguments > arity.most) {
            throw new ExpressionException(
                    "TM062", "function " + function + " takes " + arity + " arguments, not " + arguments);
        }
    }

    /** Returns whether the DMS guide names the function. */
    public static boolean documented(String name) {
        Arity arity = KNOWN.get(name.toLowerCase(Locale.ROOT));
        return arity != null && arity.documented;
    }
}
