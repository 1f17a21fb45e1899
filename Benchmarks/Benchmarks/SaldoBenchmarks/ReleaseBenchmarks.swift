import Benchmark
import Consistency
import Releases

/// Reading a release, and the exact linear programs that judge it, apart and together.
func releaseBenchmarks() {
  // The figures of the Kaluga region's trade with China in 2017, as its ministry gave them.
  let text = """
    По данным министерства, в 2017 году оборот Калужской области с Китаем составил 960,6 млн \
    долларов США (рост к 2016 году в 2,1 раза (108,4 процента), экспорт увеличился на 20 \
    процентов, импорт – на 110 процентов.
    """
  let release = ReleaseReader().read(text)

  Benchmark("release reading, 5 figures") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(ReleaseReader().read(text)) }
  }
  Benchmark("exact LP, 5 figures, one ambiguous") { benchmark in
    for _ in benchmark.scaledIterations {
      blackHole(assess(release.statements, identities: release.identities))
    }
  }
  Benchmark("release read, judged and verified, 5 figures") { benchmark in
    for _ in benchmark.scaledIterations {
      let release = ReleaseReader().read(text)
      let assessment = assess(release.statements, identities: release.identities)
      blackHole(Verifier.check(assessment, of: release.statements))
    }
  }
}
