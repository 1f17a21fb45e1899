/// The style sheets of pages.
enum PageStyle {
  /// What every page shares: colours, letters and tables, on screens light and dark, and in print.
  static let base = """
    :root {
      color-scheme: light dark;
      --page: #fff; --ink: #1b1f24; --faint: #59636e; --line: #d1d9e0; --card: #fff;
      --tested: #116329; --conflict: #b3261e; --unread: #8a5a00; --tint: #fdecea;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --page: #14171b; --ink: #e8eaed; --faint: #a3abb5; --line: #3a424c; --card: #20252b;
        --tested: #6fd08c; --conflict: #ff8f86; --unread: #e5b567; --tint: #3b1f1e;
      }
    }
    * { box-sizing: border-box; }
    body {
      margin: 0 auto; padding: 1rem 1rem 4rem; max-width: 46rem;
      background: var(--page); color: var(--ink);
      font: 1rem/1.6 system-ui, sans-serif; overflow-wrap: anywhere;
    }
    h1 { font-size: 1.3rem; } h2 { font-size: 1.15rem; margin: 0 0 .5rem; }
    h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
    ul { padding-left: 1.25rem; } a { color: inherit; }
    small, footer { color: var(--faint); }
    table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
    th, td {
      padding: .3rem .5rem; border-bottom: 1px solid var(--line); text-align: right;
      vertical-align: top;
    }
    th:first-child { text-align: left; padding-left: 0; font-weight: normal; }
    thead th, thead th:first-child { font-weight: bold; }
    th small { display: block; } td { white-space: nowrap; overflow-wrap: normal; }
    .wide { overflow-x: auto; overflow-wrap: normal; font-size: .9rem; }
    .wide thead th { white-space: nowrap; } .wide th:first-child { min-width: 9rem; }
    details { margin-top: 1.5rem; } summary { font-weight: bold; cursor: pointer; }
    footer { font-size: .85rem; border-top: 1px solid var(--line); margin-top: 2rem; }
    @media (max-width: 40rem) { th, td { padding: .3rem .25rem; } }
    @media print {
      :root {
        color-scheme: light; --page: #fff; --ink: #000; --faint: #444; --card: #fff;
        --line: #bbb; --tested: #116329; --conflict: #b3261e; --unread: #8a5a00; --tint: #fff;
      }
      body { max-width: none; padding: 0; font-size: 10pt; }
      .wide { overflow: visible; } .wide td { white-space: normal; }
      thead { display: table-header-group; }
      tr { break-inside: avoid; }
    }
    """

  /// The style sheet of a page of checked documents.
  ///
  /// Signs and kinds of underline tell figures apart without colour; colour only repeats them.
  static let css =
    base + "\n"
      + """
      article { border-top: 1px solid var(--line); padding-top: 1.25rem; margin-top: 1.25rem; }
      .unit, .omission { color: var(--faint); }
      .tested > .sign, .tested > sup, .tested > b > .sign, .verdict.tested strong {
        color: var(--tested);
      }
      .conflict > .sign, .conflict > sup, .conflict > b > .sign, .verdict.conflict strong {
        color: var(--conflict);
      }
      .unread > sup, .doubted > sup, .doubted > b > .sign { color: var(--unread); }
      .documents, .legend, .figures, .repairs, .identities { list-style: none; padding: 0; }
      .verdict { border-left: .3rem solid var(--faint); padding: .25rem 0 .25rem .75rem; }
      .verdict p, .verdict ul { margin: 0; } .verdict li { margin-top: .3rem; }
      .verdict strong { text-transform: capitalize; margin-right: .4em; }
      .verdict.tested { border-left-color: var(--tested); }
      .verdict.conflict { border-left-color: var(--conflict); border-left-style: double; }
      .legend {
        display: flex; flex-wrap: wrap; gap: 0 1.25rem; font-size: .85rem; color: var(--faint);
      }
      .text { font-size: 1.05rem; line-height: 1.9; }
      .text p { position: relative; margin: .75rem 0; }
      .omission { font-size: .85rem; }
      .number { text-decoration: underline 2px dotted var(--faint); text-underline-offset: .25em; }
      .tested > .number { text-decoration: underline 2px solid var(--tested); }
      .narrowed > .number { text-decoration-style: double; }
      .conflict > .number {
        text-decoration: underline 2px wavy var(--conflict); background: var(--tint);
      }
      .unread > .number, .doubted > .number {
        text-decoration: underline 2px dashed var(--unread);
      }
      sup { font-size: .7em; line-height: 0; margin-left: .15em; white-space: nowrap; }
      .figure[tabindex] { cursor: help; border-radius: .2rem; }
      .figure:focus-visible { outline: 2px solid; outline-offset: 2px; }
      .figure:hover > .number, .figure:focus > .number { background: var(--line); }
      .card {
        display: none; position: absolute; left: 0; right: 0; z-index: 1; padding: .6rem .8rem;
        background: var(--card); border: 1px solid var(--faint); border-radius: .4rem;
        box-shadow: 0 .4rem 1.2rem #0004; font-size: .9rem; line-height: 1.45; cursor: auto;
      }
      .figure:hover > .card, .figure:focus-within > .card { display: block; }
      .text:has(.figure:hover) .figure:not(:hover) > .card { display: none; }
      .heading, .reading { display: block; } .heading { margin-bottom: .25rem; }
      .reading + .reading { margin-top: .3rem; }
      .refuted { color: var(--faint); }
      .unit { text-align: left; }
      .words { text-align: left; white-space: normal; min-width: 7rem; }
      td.conflict { font-weight: bold; color: var(--conflict); }
      .figures > li { padding: .4rem 0; border-bottom: 1px solid var(--line); font-size: .9rem; }
      .repairs > li { margin: 0 0 1rem; } ins { text-decoration: none; font-weight: bold; }
      .intervals { display: block; width: 100%; max-width: 27rem; height: auto; margin-top: .3rem; }
      .intervals text { font: 11px system-ui, sans-serif; fill: currentColor; }
      .axis { stroke: var(--line); }
      .gap { stroke: var(--conflict); stroke-width: 2; stroke-dasharray: 3 3; }
      .stated { fill: var(--conflict); }
      .allowed { fill: none; stroke: var(--tested); stroke-width: 2; }
      .arrow { fill: none; stroke: currentColor; stroke-width: 1.5; }
      @media (max-width: 40rem) {
        .card {
          position: fixed; left: .5rem; right: .5rem; bottom: .5rem; max-height: 60vh;
          overflow: auto;
        }
      }
      @media print {
        .card, nav { display: none !important; }
        .repairs > li, .figures > li { break-inside: avoid; }
      }
      """
}
