package io.dmskit.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Turns good documents into bad, odd and huge ones: first the tree, then the text of one of them. The same random numbers give
 * the same document. Safe for use by several threads, each with random numbers of its own.
 */
final class DocumentMutator {
    private static final int HUGE_CHARACTERS = 2 * 1024 * 1024;
    private static final int DEEPEST = 100_000;
    /** One document in so many is huge or deep: each costs as much as thousands of common ones. */
    private static final int MONSTER_EVERY = 20_000;

    private static final List<String> BRACKETS = List.of("[", "{\"a\":", "{\"rules\":[", "[[{\"\":", "- ");

    private final List<String> texts;
    private final List<JsonNode> trees;
    private final int[] sizes;
    private final List<String> words;

    DocumentMutator(List<String> texts) {
        this.texts = List.copyOf(texts);
        this.trees = texts.stream().flatMap(text -> tree(text).stream()).toList();
        this.sizes = trees.stream().mapToInt(tree -> tree.toString().length()).toArray();
        Set<String> seen = new LinkedHashSet<>();
        trees.forEach(tree -> words(tree, seen));
        texts.forEach(text -> seen.addAll(List.of(text.split("\\s+", 100))));
        this.words = List.copyOf(seen);
    }

    /** Returns the next document. */
    String next(SplittableRandom random) {
        if (random.nextInt(MONSTER_EVERY) == 0) {
            return monster(random);
        }
        if (trees.isEmpty() || random.nextInt(8) == 0) {
            return new TextMutator(words, random).mutate(oneOf(texts, random));
        }
        TreeMutator mutator = new TreeMutator(trees, words, random);
        String text = mutator.mutate(seed(random)).toString();
        return random.nextInt(4) == 0 ? new TextMutator(words, random).mutate(text) : text;
    }

    /** Returns the smaller of two, since most of the work grows with the size and few mistakes do. */
    private JsonNode seed(SplittableRandom random) {
        int one = random.nextInt(trees.size());
        int other = random.nextInt(trees.size());
        return trees.get(sizes[one] < sizes[other] ? one : other);
    }

    private String monster(SplittableRandom random) {
        String text = oneOf(texts, random);
        return switch (random.nextInt(4)) {
            case 0 -> nested(random);
            case 1 -> text.replace("\"rules\"", "\"" + "x".repeat(HUGE_CHARACTERS) + "\"");
            case 2 -> text.replaceFirst("\"[^\"]*\"", "\"" + "\\\\u00e9".repeat(HUGE_CHARACTERS / 6) + "\"");
            default -> repeatedRules(text);
        };
    }

    private static String nested(SplittableRandom random) {
        String bracket = oneOf(BRACKETS, random);
        int depth = random.nextBoolean() ? DEEPEST : random.nextInt(2_000);
        return "{\"rules\":" + bracket.repeat(depth) + (random.nextBoolean() ? "]".repeat(depth) : "") + "}";
    }

    private static String repeatedRules(String text) {
        int start = text.indexOf('[');
        int end = text.lastIndexOf(']');
        if (start < 0 || end <= start + 1) {
            return text.repeat(HUGE_CHARACTERS / Math.max(1, text.length()));
        }
        String items = text.substring(start + 1, end);
        String repeated = (items + ",").repeat(HUGE_CHARACTERS / (items.length() + 1)) + items;
        return text.substring(0, start + 1) + repeated + text.substring(end);
    }

    static <T> T oneOf(List<T> choices, SplittableRandom random) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static List<JsonNode> tree(String text) {
        try {
            return List.of(new ObjectMapper().readTree(text));
        } catch (JsonProcessingException e) {
            return List.of();
        }
    }

    private static void words(JsonNode node, Set<String> seen) {
        if (node.isValueNode()) {
            seen.add(node.asText());
        }
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        seen.addAll(names);
        node.forEach(child -> words(child, seen));
    }
}
