package io.eddy.cli.features;

import io.eddy.jobs.featurestore.EmbeddingSnapshot;
import io.eddy.jobs.featurestore.SnapshotInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene912.Lucene912Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;

/**
 * A graph index over the embeddings of one snapshot (HNSW, Malkov and Yashunin, arXiv 1603.09320,
 * by Lucene): the nodes nearest to one of them in time that grows with the logarithm of their
 * number, almost always the right ones. The cosines are computed from the embeddings as they are,
 * so a node that is found has the cosine, and the place among those found, that {@link
 * CosineSearch} gives it.
 *
 * <p>The same snapshot gives the same index and the same answers: it is built by one thread, in the
 * order of the nodes' names. One thread at a time.
 */
final class NearestIndex implements AutoCloseable {
  /** More components than Lucene's format takes. */
  static final int LARGEST_DIMENSION = 1_024;

  /** Neighbours of a node in the graph, and how many are looked at to choose them. */
  private static final int LINKS = 16;

  private static final int BUILD_WIDTH = 128;

  /** How many candidates a search keeps, at least; the more, the fewer are missed. */
  private static final int SEARCH_WIDTH = 256;

  /** One flush, and so one graph, up to about a million nodes of 64 components. */
  private static final double BUFFER_MIB = 512;

  private static final String NODE = "node";
  private static final String VECTOR = "vector";
  private static final String ZERO = "zero";

  private final DirectoryReader reader;
  private final IndexSearcher searcher;

  private NearestIndex(DirectoryReader reader) {
    this.reader = reader;
    this.searcher = new IndexSearcher(reader);
  }

  /** Lucene's codec with our graph; what it writes, the codec of that name reads. */
  private static final class GraphCodec extends Lucene912Codec {
    @Override
    public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
      return new Lucene99HnswVectorsFormat(LINKS, BUILD_WIDTH);
    }
  }

  /**
   * Writes the index of a snapshot.
   *
   * @param directory empty
   * @throws IllegalArgumentException if embeddings have more than {@value #LARGEST_DIMENSION}
   *     components
   * @throws IOException if it cannot be written, or a component is no number
   */
  static void write(EmbeddingSnapshot snapshot, Directory directory) throws IOException {
    IndexWriterConfig config =
        new IndexWriterConfig()
            .setCodec(new GraphCodec())
            .setMergePolicy(NoMergePolicy.INSTANCE)
            .setRAMBufferSizeMB(BUFFER_MIB)
            .setUseCompoundFile(false);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (int i : byName(snapshot.nodes())) {
        float[] vector = snapshot.vector(i);
        Document document = new Document();
        document.add(new StringField(NODE, snapshot.nodes().get(i), Field.Store.YES));
        double length = CosineSearch.length(vector);
        if (!Double.isFinite(length)) {
          throw new IOException(
              "the embedding of node '%s' has a component that is no number: %s"
                  .formatted(snapshot.nodes().get(i), Arrays.toString(vector)));
        }
        if (length > 0) {
          document.add(new KnnFloatVectorField(VECTOR, vector, VectorSimilarityFunction.COSINE));
        } else {
          // It has no direction; a graph by cosines has no place for it.
          document.add(new StringField(ZERO, ZERO, Field.Store.NO));
        }
        writer.addDocument(document);
      }
      writer.setLiveCommitData(snapshot.info().asMap().entrySet());
      writer.commit();
    }
  }

  private static int[] byName(List<String> nodes) {
    return IntStream.range(0, nodes.size())
        .boxed()
        .sorted(Comparator.comparing(nodes::get))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Opens an index; the directory stays the caller's. */
  static NearestIndex open(Directory directory) throws IOException {
    return new NearestIndex(DirectoryReader.open(directory));
  }

  /** Which snapshot's it is. */
  SnapshotInfo snapshot() throws IOException {
    Map<String, String> map = new HashMap<>(reader.getIndexCommit().getUserData());
    return SnapshotInfo.of(map, "the index " + reader.directory());
  }

  /**
   * The nearest to a node, itself left out; nearest first, equal ones by id.
   *
   * @return empty if the node is not in the snapshot
   */
  Optional<List<Neighbour>> nearest(String node, int k) throws IOException {
    ScoreDoc[] found = searcher.search(new TermQuery(new Term(NODE, node)), 1).scoreDocs;
    if (found.length == 0) {
      return Optional.empty();
    }
    float[] to = vector(found[0].doc);
    List<Neighbour> candidates = new ArrayList<>();
    if (to.length > 0) {
      int width = Math.max(k + 1, SEARCH_WIDTH);
      add(candidates, new KnnFloatVectorQuery(VECTOR, to, width), width, to, node);
      add(candidates, new TermQuery(new Term(ZERO, ZERO)), k + 1, to, node);
    } else {
      // Every cosine is 0, so the ids decide, and those are the documents' order.
      add(candidates, new MatchAllDocsQuery(), k + 1, to, node);
    }
    return Optional.of(candidates.stream().sorted(Neighbour.ORDER).limit(k).toList());
  }

  private void add(List<Neighbour> to, Query query, int count, float[] vector, String node)
      throws IOException {
    StoredFields stored = searcher.storedFields();
    ScoreDoc[] found =
        query instanceof KnnFloatVectorQuery
            ? searcher.search(query, count).scoreDocs
            : searcher.search(query, count, Sort.INDEXORDER).scoreDocs;
    for (ScoreDoc hit : found) {
      String other = stored.document(hit.doc).get(NODE);
      if (!other.equals(node)) {
        to.add(new Neighbour(other, CosineSearch.cosine(vector, vector(hit.doc))));
      }
    }
  }

  /** The embedding of a document; empty for one of length 0. */
  private float[] vector(int document) throws IOException {
    LeafReaderContext leaf = reader.leaves().get(ReaderUtil.subIndex(document, reader.leaves()));
    FloatVectorValues values = leaf.reader().getFloatVectorValues(VECTOR);
    int inLeaf = document - leaf.docBase;
    return values != null && values.advance(inLeaf) == inLeaf
        ? values.vectorValue().clone()
        : new float[0];
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
