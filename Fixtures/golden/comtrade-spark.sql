-- Exact sums for saldo analyze: the rows of each state, cell and level.
CREATE TEMPORARY VIEW input_1 (
  c1 STRING, c2 STRING, c3 STRING, c4 STRING, c5 STRING, c6 STRING, c7 STRING, c8 STRING, c9 STRING, c10 STRING, c11 STRING, c12 STRING, c13 STRING, c14 STRING, malformed STRING
)
USING csv OPTIONS (
  path 'file:///Fixtures/trade/comtrade-small.csv',
  header 'true',
  enforceSchema 'true',
  mode 'PERMISSIVE',
  columnNameOfCorruptRecord 'malformed',
  columnPruning 'false',
  sep ',',
  quote '"',
  escape '"',
  maxCharsPerColumn '-1',
  encoding 'UTF-8'
);

INSERT OVERWRITE DIRECTORY USING csv OPTIONS (
  path 'answer',
  header 'false', quoteAll 'true', escape '"', emptyValue '', nullValue '',
  ignoreLeadingWhiteSpace 'false', ignoreTrailingWhiteSpace 'false', compression 'none'
)
WITH
texts_1 AS (
  SELECT
    regexp_replace(malformed, '"[^"]*"', '') AS bare_line,
    FALSE AS is_domestic,
    btrim(coalesce(CASE WHEN malformed RLIKE '"' THEN CASE WHEN try_element_at(regexp_extract_all((',' || malformed), '[,]((?:[^",]|"[^"]*")*)', 1), 9) RLIKE '^[ \t]*".*"[ \t\r]*$' THEN regexp_replace(regexp_replace(try_element_at(regexp_extract_all((',' || malformed), '[,]((?:[^",]|"[^"]*")*)', 1), 9), '^[ \t]*"|"[ \t\r]*$', ''), '""', '"') ELSE try_element_at(regexp_extract_all((',' || malformed), '[,]((?:[^",]|"[^"]*")*)', 1), 9) END ELSE c9 END, ''), ' \t\r') AS partner,
    btrim(coalesce(CASE WHEN malformed RLIKE '"' THEN CASE WHEN try_element_at(regexp_extract_all((',' || malformed), '[,]((?:[^",]|"[^"]*")*)', 1), 7) RLIKE '^[ \t]*".*"[ \t\r]*$' THEN regexp_replace(regexp_replace(try_element_at(regexp_extract_all((',' || malformed), '[,]((?:[^",]|"[^"]*")*)', 1), 7), '^[ \t]*"|"[ \t\r]*$', ''), '""', '"') ELSE try_element_at(regexp_extract_all((',' || malformed), '[,]((?:[^",]|"[^"]*")*)', 1), 7) END ELSE c7 END, ''), ' \t\r') AS flow,
    btrim(coalesce(CASE WHEN malformed RLIKE '"' THEN CASE WHEN try_element_at(regexp_extract_all((',' || malformed), '[,]((?:[^",]|"[^"]*")*)', 1), 11) RLIKE '^[ \t]*".*"[ \t\r]*$' THEN regexp_replace(regexp_replace(try_element_at(regexp_extract_all((',' || malformed), '[,]((?:[^",]|"[^"]*")*)', 1), 11), '^[ \t]*"|"[ \t\r]*$', ''), '""', '"') ELSE try_element_at(regexp_extract_all((',' || malformed), '[,]((?:[^",]|"[^"]*")*)', 1), 11) END ELSE c11 END, ''), ' \t\r') AS product,
    btrim(coalesce(CASE WHEN malformed RLIKE '"' THEN CASE WHEN try_element_at(regexp_extract_all((',' || malformed), '[,]((?:[^",]|"[^"]*")*)', 1), 10) RLIKE '^[ \t]*".*"[ \t\r]*$' THEN regexp_replace(regexp_replace(try_element_at(regexp_extract_all((',' || malformed), '[,]((?:[^",]|"[^"]*")*)', 1), 10), '^[ \t]*"|"[ \t\r]*$', ''), '""', '"') ELSE try_element_at(regexp_extract_all((',' || malformed), '[,]((?:[^",]|"[^"]*")*)', 1), 10) END ELSE c10 END, ''), ' \t\r') AS second_partner,
    btrim(coalesce(CASE WHEN malformed RLIKE '"' THEN CASE WHEN try_element_at(regexp_extract_all((',' || malformed), '[,]((?:[^",]|"[^"]*")*)', 1), 12) RLIKE '^[ \t]*".*"[ \t\r]*$' THEN regexp_replace(regexp_replace(try_element_at(regexp_extract_all((',' || malformed), '[,]((?:[^",]|"[^"]*")*)', 1), 12), '^[ \t]*"|"[ \t\r]*$', ''), '""', '"') ELSE try_element_at(regexp_extract_all((',' || malformed), '[,]((?:[^",]|"[^"]*")*)', 1), 12) END ELSE c12 END, ''), ' \t\r') AS transport,
    btrim(coalesce(CASE WHEN malformed RLIKE '"' THEN CASE WHEN try_element_at(regexp_extract_all((',' || malformed), '[,]((?:[^",]|"[^"]*")*)', 1), 13) RLIKE '^[ \t]*".*"[ \t\r]*$' THEN regexp_replace(regexp_replace(try_element_at(regexp_extract_all((',' || malformed), '[,]((?:[^",]|"[^"]*")*)', 1), 13), '^[ \t]*"|"[ \t\r]*$', ''), '""', '"') ELSE try_element_at(regexp_extract_all((',' || malformed), '[,]((?:[^",]|"[^"]*")*)', 1), 13) END ELSE c13 END, ''), ' \t\r') AS procedure,
    btrim(coalesce(CASE WHEN malformed RLIKE '"' THEN CASE WHEN try_element_at(regexp_extract_all((',' || malformed), '[,]((?:[^",]|"[^"]*")*)', 1), 4) RLIKE '^[ \t]*".*"[ \t\r]*$' THEN regexp_replace(regexp_replace(try_element_at(regexp_extract_all((',' || malformed), '[,]((?:[^",]|"[^"]*")*)', 1), 4), '^[ \t]*"|"[ \t\r]*$', ''), '""', '"') ELSE try_element_at(regexp_extract_all((',' || malformed), '[,]((?:[^",]|"[^"]*")*)', 1), 4) END ELSE c4 END, ''), ' \t\r') AS period,
    btrim(coalesce(CASE WHEN malformed RLIKE '"' THEN CASE WHEN try_element_at(regexp_extract_all((',' || malformed), '[,]((?:[^",]|"[^"]*")*)', 1), 14) RLIKE '^[ \t]*".*"[ \t\r]*$' THEN regexp_replace(regexp_replace(try_element_at(regexp_extract_all((',' || malformed), '[,]((?:[^",]|"[^"]*")*)', 1), 14), '^[ \t]*"|"[ \t\r]*$', ''), '""', '"') ELSE try_element_at(regexp_extract_all((',' || malformed), '[,]((?:[^",]|"[^"]*")*)', 1), 14) END ELSE c14 END, ''), ' \t\r') AS value_text1
  FROM input_1
),
meanings_1 AS (
  SELECT
    CASE WHEN bare_line IS NULL THEN '' WHEN bare_line RLIKE '"' THEN 'quote' WHEN (octet_length(regexp_replace(bare_line, '[^,]', '')) + 1) = 14 THEN '' WHEN bare_line RLIKE '^([^,]*[,]){14}[ ,\r]*$' THEN '' ELSE CAST((octet_length(regexp_replace(bare_line, '[^,]', '')) + 1) AS STRING) END AS fault,
    is_domestic,
    partner,
    CASE WHEN lower(flow) IN ('bal', 'bal_rt', 'balance', 'trade balance', 'сальдо') THEN 'balance' WHEN lower(flow) IN ('domestic export', 'domestic exports', 'dx') THEN 'domestic-export' WHEN lower(flow) IN ('e', 'ek', 'exp', 'export', 'exports', 'gross exp.', 'gross export', 'total exports', 'x', 'вывоз', 'ек', 'эк', 'экспорт') THEN 'export' WHEN lower(flow) IN ('xip') THEN 'export-after-processing' WHEN lower(flow) IN ('xop') THEN 'export-for-processing' WHEN lower(flow) IN ('fm', 'foreign import') THEN 'foreign-import' WHEN lower(flow) IN ('general imports', 'gross imp.', 'gross import', 'i', 'im', 'imp', 'import', 'imports', 'm', 'ввоз', 'им', 'импорт') THEN 'import' WHEN lower(flow) IN ('mop') THEN 'import-after-processing' WHEN lower(flow) IN ('mip') THEN 'import-for-processing' WHEN lower(flow) IN ('re-export', 're-exports', 'reexport', 'reexports', 'rx', 'реэкспорт') THEN 're-export' WHEN lower(flow) IN ('re-import', 're-imports', 'reimport', 'reimports', 'rm', 'реимпорт') THEN 're-import' WHEN lower(flow) IN ('total trade', 'turnover', 'оборот', 'товарооборот') THEN 'turnover' END AS flow,
    flow AS flow_text,
    product,
    try_cast(NULL AS BIGINT) AS shortened,
    second_partner,
    transport,
    procedure,
    CASE WHEN period RLIKE '^[1-9][0-9]{3}(0[1-9]|1[0-2])$' THEN (left(period, 4) || '-' || right(period, 2)) ELSE period END AS period,
    value_text1,
    CASE WHEN value_text1 RLIKE '[$€£₽   �−(]' THEN btrim(CASE WHEN regexp_replace(regexp_replace(regexp_replace(value_text1, '[$€£₽]', ''), '[   �]', ' '), '−', '-') RLIKE '^[(].*[)]$' THEN ('-' || regexp_replace(regexp_replace(regexp_replace(regexp_replace(value_text1, '[$€£₽]', ''), '[   �]', ' '), '−', '-'), '^[(]|[)]$', '')) ELSE regexp_replace(regexp_replace(regexp_replace(value_text1, '[$€£₽]', ''), '[   �]', ' '), '−', '-') END, ' \t\r') ELSE value_text1 END AS bare1
  FROM texts_1
),
numbers_1 AS (
  SELECT
    fault,
    is_domestic,
    partner,
    flow,
    flow_text,
    product,
    shortened,
    second_partner,
    transport,
    procedure,
    period,
    value_text1,
    CASE WHEN bare1 RLIKE '^[+-]?[0-9]+([.][0-9]*)?$' THEN bare1 WHEN bare1 RLIKE '^[+-]?(([0-9]+|[0-9]{1,3}([ \',][0-9]{3})+)([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]{1,18})?$' THEN regexp_replace(bare1, '[ \',]', '') END AS number1
  FROM meanings_1
),
asked_1 AS (
  SELECT
    fault,
    is_domestic,
    partner,
    flow,
    flow_text,
    product,
    shortened,
    second_partner,
    transport,
    procedure,
    period,
    value_text1,
    number1,
    CASE WHEN number1 RLIKE '^[+-]?[0-9]*([.][0-9]{0,12})?$' THEN try_cast(number1 AS DECIMAL(38, 12)) WHEN (octet_length(regexp_extract(number1, '[.]([0-9]*)', 1)) - coalesce(try_cast(regexp_extract(number1, '[eE]([+-]?[0-9]+)$', 1) AS BIGINT), 0)) <= 12 THEN try_cast(number1 AS DECIMAL(38, 12)) END AS value1,
    CASE WHEN (NOT (number1 RLIKE '^[+-]?[0-9]*([.][0-9]{0,12})?$') AND (octet_length(regexp_extract(number1, '[.]([0-9]*)', 1)) - coalesce(try_cast(regexp_extract(number1, '[eE]([+-]?[0-9]+)$', 1) AS BIGINT), 0)) > 12 AND (octet_length(regexp_extract(number1, '[.]([0-9]*)', 1)) - coalesce(try_cast(regexp_extract(number1, '[eE]([+-]?[0-9]+)$', 1) AS BIGINT), 0)) <= 28) THEN try_cast(number1 AS DECIMAL(38, 28)) END AS fine1,
    NOT (partner IN ('CHN')) AS is_asked1,
    (flow IS NOT NULL AND flow IN ('domestic-export', 'export-after-processing', 'export-for-processing', 'foreign-import', 'import-after-processing', 'import-for-processing', 're-export', 're-import')) AS is_part
  FROM numbers_1
),
rows_1 AS (
  SELECT
    fault,
    is_domestic,
    partner,
    flow,
    flow_text,
    product,
    shortened,
    second_partner,
    transport,
    procedure,
    period,
    value_text1,
    number1,
    value1,
    fine1,
    is_asked1,
    is_part,
    CASE WHEN fault = 'quote' THEN 'quote' WHEN fault <> '' THEN 'fields' WHEN ((is_asked1 AND NOT (is_part) AND flow IS NOT NULL) AND number1 IS NULL AND NOT (value_text1 IN ('', 'NA'))) THEN 'invalid' WHEN (((is_asked1 AND NOT (is_part) AND flow IS NOT NULL) AND number1 IS NOT NULL) AND value1 IS NULL AND fine1 IS NULL) THEN 'long' WHEN (is_domestic AND ((is_asked1 AND NOT (is_part) AND flow IS NOT NULL) AND number1 IS NOT NULL)) THEN 'domestic' WHEN ((is_asked1 AND NOT (is_part) AND flow IS NOT NULL) AND number1 IS NOT NULL) THEN 'used' WHEN (is_asked1 AND NOT (is_part) AND flow IS NOT NULL) THEN 'missing' WHEN NOT (is_asked1) THEN 'filtered' WHEN flow IS NULL THEN 'flow' ELSE 'aggregate' END AS state,
    1 AS first_take
  FROM asked_1
),
cells_1 AS (
  SELECT
    1 AS source,
    state,
    1 AS take,
    CASE WHEN state IN ('fields', 'quote') THEN '' ELSE period END AS period,
    '' AS part,
    CASE WHEN state IN ('fields', 'quote') THEN '' ELSE coalesce(flow, '') END AS flow,
    CASE WHEN state = 'fields' THEN try_cast(fault AS BIGINT) WHEN (state = 'invalid' AND ((is_asked1 AND NOT (is_part) AND flow IS NOT NULL) AND number1 IS NULL AND NOT (value_text1 IN ('', 'NA')))) THEN 14 WHEN (state = 'long' AND (((is_asked1 AND NOT (is_part) AND flow IS NOT NULL) AND number1 IS NOT NULL) AND value1 IS NULL AND fine1 IS NULL)) THEN 14 ELSE 0 END AS field,
    CASE WHEN (state = 'invalid' AND ((is_asked1 AND NOT (is_part) AND flow IS NOT NULL) AND number1 IS NULL AND NOT (value_text1 IN ('', 'NA')))) THEN left(value_text1, 60) WHEN (state = 'long' AND (((is_asked1 AND NOT (is_part) AND flow IS NOT NULL) AND number1 IS NOT NULL) AND value1 IS NULL AND fine1 IS NULL)) THEN left(value_text1, 60) WHEN state = 'flow' THEN left(flow_text, 60) ELSE '' END AS found,
    CASE WHEN state IN ('used') THEN CASE WHEN product RLIKE '^[ -~]*$' THEN left(product, 2) ELSE product END ELSE '' END AS key1_product,
    CASE WHEN (NOT (partner IN ('CHN')) AND NOT (state IN ('fields', 'quote'))) THEN CASE WHEN lower(partner) IN ('0', '000', '0000', '_t', 'all', 'all countries', 'ext_eu28+intra_eu28', 'total', 'w', 'w00', 'wl', 'wld', 'world', 'world total', 'www', 'весь мир', 'все страны', 'всего', 'всего по странам', 'итого', 'мир') THEN 0 ELSE 1 END ELSE try_cast(NULL AS BIGINT) END AS level1,
    CASE WHEN (NOT (partner IN ('CHN')) AND NOT (state IN ('fields', 'quote'))) THEN CASE WHEN CASE WHEN lower(partner) IN ('0', '000', '0000', '_t', 'all', 'all countries', 'ext_eu28+intra_eu28', 'total', 'w', 'w00', 'wl', 'wld', 'world', 'world total', 'www', 'весь мир', 'все страны', 'всего', 'всего по странам', 'итого', 'мир') THEN 0 ELSE 1 END < 1 THEN partner ELSE '' END ELSE '' END AS example1,
    try_cast(NULL AS BIGINT) AS least1,
    CASE WHEN NOT (state IN ('fields', 'quote')) THEN CASE WHEN lower(product) IN ('', 'all', 'all commodities', 'all products', 'total', 'total:', 'всего', 'итого') THEN 0 ELSE octet_length(product) END ELSE try_cast(NULL AS BIGINT) END AS level2,
    CASE WHEN NOT (state IN ('fields', 'quote')) THEN CASE WHEN CASE WHEN lower(product) IN ('', 'all', 'all commodities', 'all products', 'total', 'total:', 'всего', 'итого') THEN 0 ELSE octet_length(product) END < 1 THEN product ELSE '' END ELSE '' END AS example2,
    CASE WHEN NOT (state IN ('fields', 'quote')) THEN CASE WHEN product RLIKE '^[0-9]{1,15}$' THEN ((try_cast(rpad(product, 15, '0') AS BIGINT) * 100) + octet_length(product)) END ELSE try_cast(NULL AS BIGINT) END AS least2,
    CASE WHEN NOT (state IN ('fields', 'quote')) THEN CASE WHEN lower(second_partner) IN ('', '0', '000', '0000', '_t', 'all', 'all countries', 'ext_eu28+intra_eu28', 'total', 'w', 'w00', 'wl', 'wld', 'world', 'world total', 'www', 'весь мир', 'все страны', 'всего', 'всего по странам', 'итого', 'мир') THEN 0 ELSE 1 END ELSE try_cast(NULL AS BIGINT) END AS level3,
    CASE WHEN NOT (state IN ('fields', 'quote')) THEN CASE WHEN CASE WHEN lower(second_partner) IN ('', '0', '000', '0000', '_t', 'all', 'all countries', 'ext_eu28+intra_eu28', 'total', 'w', 'w00', 'wl', 'wld', 'world', 'world total', 'www', 'весь мир', 'все страны', 'всего', 'всего по странам', 'итого', 'мир') THEN 0 ELSE 1 END < 1 THEN second_partner ELSE '' END ELSE '' END AS example3,
    CASE WHEN NOT (state IN ('fields', 'quote')) THEN CASE WHEN second_partner RLIKE '^[0-9]{1,15}$' THEN ((try_cast(rpad(second_partner, 15, '0') AS BIGINT) * 100) + octet_length(second_partner)) END ELSE try_cast(NULL AS BIGINT) END AS least3,
    CASE WHEN NOT (state IN ('fields', 'quote')) THEN CASE WHEN lower(procedure) IN ('', 'c00') THEN 0 ELSE 1 END ELSE try_cast(NULL AS BIGINT) END AS level4,
    CASE WHEN NOT (state IN ('fields', 'quote')) THEN procedure ELSE '' END AS example4,
    CASE WHEN NOT (state IN ('fields', 'quote')) THEN CASE WHEN procedure RLIKE '^[0-9]{1,15}$' THEN ((try_cast(rpad(procedure, 15, '0') AS BIGINT) * 100) + octet_length(procedure)) END ELSE try_cast(NULL AS BIGINT) END AS least4,
    CASE WHEN NOT (state IN ('fields', 'quote')) THEN CASE WHEN lower(transport) IN ('', '0') THEN 0 ELSE 1 END ELSE try_cast(NULL AS BIGINT) END AS level5,
    CASE WHEN NOT (state IN ('fields', 'quote')) THEN transport ELSE '' END AS example5,
    CASE WHEN NOT (state IN ('fields', 'quote')) THEN CASE WHEN transport RLIKE '^[0-9]{1,15}$' THEN ((try_cast(rpad(transport, 15, '0') AS BIGINT) * 100) + octet_length(transport)) END ELSE try_cast(NULL AS BIGINT) END AS least5,
    1 AS row_count,
    CASE WHEN state IN ('used') THEN value1 END AS total,
    CASE WHEN state IN ('used') THEN fine1 END AS fine_total,
    CASE WHEN state IN ('fields', 'quote') THEN NULL ELSE shortened END AS shortened
  FROM rows_1
)
SELECT /*+ REPARTITION(1) */
  source,
  state,
  take,
  period,
  part,
  flow,
  field,
  found,
  key1_product,
  level1,
  example1,
  level2,
  example2,
  level3,
  example3,
  level4,
  example4,
  level5,
  example5,
  sum(row_count) AS row_count,
  sum(total) AS total,
  sum(fine_total) AS fine_total,
  min(least1) AS least1,
  min(least2) AS least2,
  min(least3) AS least3,
  min(least4) AS least4,
  min(least5) AS least5,
  min(shortened) AS shortened
FROM (SELECT * FROM cells_1)
GROUP BY source, state, take, period, part, flow, field, found, key1_product, level1, example1, level2, example2, level3, example3, level4, example4, level5, example5;
