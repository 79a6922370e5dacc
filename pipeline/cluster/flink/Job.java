import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.api.common.functions.RichMapFunction;

/**
 * Reads and scores a corpus on a Flink cluster, and merges what is found where it was submitted.
 *
 * <pre>
 * flink run -c Job frameshift.jar --binary frameshift --shards 200 --subtasks 32 --out parts --results out \
 *   -- --preset ungdc CORPUS
 * </pre>
 *
 * What stands behind -- are flags and inputs of frameshift serve. The binary, the corpus and the folder of
 * parts have the same paths on all machines. A subtask is some tasks that one frameshift serve does after
 * each other. It numbers them itself and hands nothing on, so that a lost TaskManager costs the subtasks
 * that it had in work, and no others; a part that comes twice is replaced by the same bytes.
 */
public class Job {
  private static final String[] SUMS = {"documents", "quarantined", "filtered", "bytes"};

  public static void main(String[] args) throws Exception {
    int split = Math.max(Arrays.asList(args).indexOf("--"), 0);
    Map<String, String> flags = flags(Arrays.copyOf(args, split));
    String binary = flags.getOrDefault("--binary", "frameshift"), out = flags.getOrDefault("--out", "parts");
    int shards = Integer.parseInt(flags.get("--shards"));
    int subtasks = Math.min(shards, Integer.parseInt(flags.getOrDefault("--subtasks", "16")));
    // A slot is a core of its own: two workers in one process are in each other's way.
    List<String> command = new ArrayList<>(List.of(binary, "serve", "--workers", "1", "--out", out));
    command.addAll(Arrays.asList(args).subList(split + 1, args.length));

    Configuration conf = new Configuration(); // without a strategy, a lost TaskManager ends the job
    conf.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    conf.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 5);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(conf);
    env.setRuntimeMode(RuntimeExecutionMode.BATCH);
    env.setParallelism(subtasks); // of each stage: the scheduler would set 1, since numbers are few bytes
    env.fromSequence(1, shards).setParallelism(subtasks)
        .map(new Serve(command, shards)).setParallelism(subtasks)
        .sinkTo(new DiscardingSink<>()).setParallelism(subtasks);
    JobExecutionResult done = env.execute("frameshift");

    StringBuilder said = new StringBuilder(done.getAccumulatorResult("shards") + " shards:");
    for (String key : SUMS) {
      said.append(" ").append((Long) done.getAccumulatorResult(key)).append(" ").append(key);
    }
    System.err.println(said);
    List<String> merge = List.of(binary, "merge", "--out", flags.getOrDefault("--results", "out"), out);
    if (!flags.containsKey("--results")) {
      System.out.println(String.join(" ", merge));
      return;
    }
    int code = new ProcessBuilder(merge).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException("frameshift merge: exit code " + code);
    }
  }

  private static Map<String, String> flags(String[] args) {
    Map<String, String> out = new HashMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      out.put(args[i], args[i + 1]);
    }
    if (!out.containsKey("--shards") || args.length % 2 != 0) {
      throw new IllegalArgumentException(
          "usage: --binary FILE --shards N [--subtasks N] --out PARTS [--results DIR] -- FLAG|PATH...");
    }
    return out;
  }

  /** Gives tasks to a worker process of its own, one after the other. */
  static class Serve extends RichMapFunction<Long, Long> {
    private final List<String> command;
    private final int shards;
    private transient Process worker;
    private transient BufferedReader answers;
    private transient ObjectMapper json;
    private final Map<String, LongCounter> sums = new HashMap<>();

    Serve(List<String> command, int shards) {
      this.command = new ArrayList<>(command);
      this.shards = shards;
    }

    @Override
    public void open(Configuration conf) {
      json = new ObjectMapper();
      for (String key : SUMS) {
        sums.put(key, new LongCounter());
        getRuntimeContext().addAccumulator(key, sums.get(key));
      }
      sums.put("shards", new LongCounter());
      getRuntimeContext().addAccumulator("shards", sums.get("shards"));
    }

    @Override
    public Long map(Long shard) throws Exception {
      if (worker == null) { // a subtask without a shard needs none
        worker = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        answers = new BufferedReader(new InputStreamReader(worker.getInputStream(), StandardCharsets.UTF_8));
      }
      OutputStream tasks = worker.getOutputStream();
      tasks.write((shard + "/" + shards + "\n").getBytes(StandardCharsets.UTF_8));
      tasks.flush();
      String line = answers.readLine();
      if (line == null) {
        throw new IOException("frameshift serve ended at task " + shard + ", with exit code " + worker.waitFor());
      }
      JsonNode answer = json.readTree(line);
      if (answer.has("error")) {
        throw new IOException("shard " + answer.get("task").asText() + ": " + answer.get("error").asText());
      }
      for (String key : SUMS) {
        sums.get(key).add(answer.get(key).asLong());
      }
      sums.get("shards").add(1L);
      return shard;
    }

    @Override
    public void close() throws Exception {
      if (worker != null) { // also where Flink gives up the subtask: nobody reads the answers then
        answers.close();
        worker.getOutputStream().close();
        worker.waitFor();
      }
    }
  }
}
