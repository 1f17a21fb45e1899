-- Exact sums, as saldo analyze has them; periods in unusual forms stand as they are.
CREATE OR REPLACE TEMP TABLE cells AS
WITH
texts_1 AS (
  SELECT
    regexp_replace(malformed, '"[^"]*"', '', 'g') AS bare_line,
    FALSE AS is_domestic,
    trim(coalesce(CASE WHEN regexp_matches(list_extract(fields, 2), '^[ 	]*".*"[ 	]*$') THEN regexp_replace(regexp_replace(list_extract(fields, 2), '^[ 	]*"|"[ 	]*$', '', 'g'), '""', '"', 'g') ELSE list_extract(fields, 2) END, ''), E' \t\r') AS reporter,
    trim(coalesce(CASE WHEN regexp_matches(list_extract(fields, 1), '^[ 	]*".*"[ 	]*$') THEN regexp_replace(regexp_replace(list_extract(fields, 1), '^[ 	]*"|"[ 	]*$', '', 'g'), '""', '"', 'g') ELSE list_extract(fields, 1) END, ''), E' \t\r') AS period,
    trim(coalesce(CASE WHEN regexp_matches(list_extract(fields, 3), '^[ 	]*".*"[ 	]*$') THEN regexp_replace(regexp_replace(list_extract(fields, 3), '^[ 	]*"|"[ 	]*$', '', 'g'), '""', '"', 'g') ELSE list_extract(fields, 3) END, ''), E' \t\r') AS partner,
    trim(coalesce(CASE WHEN regexp_matches(list_extract(fields, 5), '^[ 	]*".*"[ 	]*$') THEN regexp_replace(regexp_replace(list_extract(fields, 5), '^[ 	]*"|"[ 	]*$', '', 'g'), '""', '"', 'g') ELSE list_extract(fields, 5) END, ''), E' \t\r') AS value_text1
  FROM (
    SELECT malformed, regexp_extract_all(',' || malformed, '[,]((?:[^",]|"[^"]*")*)', 1) AS fields
    FROM read_csv(['/Fixtures/trade/baci-small.csv'], header = false, skip = 1, auto_detect = false,
      delim = chr(31), quote = '', escape = '', columns = {'malformed': 'VARCHAR'})
    WHERE regexp_matches(malformed, '[^ \r]')
  )
),
meanings_1 AS (
  SELECT
    CASE WHEN bare_line IS NULL THEN '' WHEN regexp_matches(bare_line, '"') THEN 'quote' WHEN (strlen(regexp_replace(bare_line, '[^,]', '', 'g')) + 1) = 6 THEN '' WHEN regexp_matches(bare_line, '^([^,]*[,]){6}[ ,]*$') THEN '' ELSE CAST((strlen(regexp_replace(bare_line, '[^,]', '', 'g')) + 1) AS VARCHAR) END AS fault,
    is_domestic,
    reporter,
    CASE WHEN regexp_matches(period, '^[1-9][0-9]{3}(0[1-9]|1[0-2])$') THEN (left(period, 4) || '-' || right(period, 2)) ELSE period END AS period,
    partner,
    value_text1,
    CASE WHEN regexp_matches(value_text1, '[$€£₽   �−(]') THEN trim(CASE WHEN regexp_matches(regexp_replace(regexp_replace(regexp_replace(value_text1, '[$€£₽]', '', 'g'), '[   �]', ' ', 'g'), '−', '-', 'g'), '^[(].*[)]$') THEN ('-' || regexp_replace(regexp_replace(regexp_replace(regexp_replace(value_text1, '[$€£₽]', '', 'g'), '[   �]', ' ', 'g'), '−', '-', 'g'), '^[(]|[)]$', '', 'g')) ELSE regexp_replace(regexp_replace(regexp_replace(value_text1, '[$€£₽]', '', 'g'), '[   �]', ' ', 'g'), '−', '-', 'g') END, E' \t\r') ELSE value_text1 END AS bare1
  FROM texts_1
),
numbers_1 AS (
  SELECT
    fault,
    is_domestic,
    reporter,
    period,
    partner,
    value_text1,
    CASE WHEN regexp_matches(bare1, '^[+-]?[0-9]+([.][0-9]*)?$') THEN bare1 WHEN regexp_matches(bare1, '^[+-]?(([0-9]+|[0-9]{1,3}([ '',][0-9]{3})+)([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]{1,18})?$') THEN regexp_replace(bare1, '[ '',]', '', 'g') END AS number1
  FROM meanings_1
),
asked_1 AS (
  SELECT
    fault,
    is_domestic,
    reporter,
    period,
    partner,
    value_text1,
    number1,
    CASE WHEN regexp_matches(number1, '^[+-]?[0-9]*([.][0-9]{0,12})?$') THEN try_cast(number1 AS DECIMAL(38, 12)) WHEN (strlen(regexp_extract(number1, '[.]([0-9]*)', 1)) - coalesce(try_cast(regexp_extract(number1, '[eE]([+-]?[0-9]+)$', 1) AS BIGINT), 0)) <= 12 THEN try_cast(number1 AS DECIMAL(38, 12)) END AS value1,
    CASE WHEN (NOT (regexp_matches(number1, '^[+-]?[0-9]*([.][0-9]{0,12})?$')) AND (strlen(regexp_extract(number1, '[.]([0-9]*)', 1)) - coalesce(try_cast(regexp_extract(number1, '[eE]([+-]?[0-9]+)$', 1) AS BIGINT), 0)) > 12 AND (strlen(regexp_extract(number1, '[.]([0-9]*)', 1)) - coalesce(try_cast(regexp_extract(number1, '[eE]([+-]?[0-9]+)$', 1) AS BIGINT), 0)) <= 28) THEN try_cast(number1 AS DECIMAL(38, 28)) END AS fine1,
    TRUE AS is_asked1,
    TRUE AS is_asked2,
    FALSE AS is_part
  FROM numbers_1
),
rows_1 AS (
  SELECT
    fault,
    is_domestic,
    reporter,
    period,
    partner,
    value_text1,
    number1,
    value1,
    fine1,
    is_asked1,
    is_asked2,
    is_part,
    CASE WHEN fault = 'quote' THEN 'quote' WHEN fault <> '' THEN 'fields' WHEN (((is_asked1 AND NOT (is_part)) AND number1 IS NULL AND NOT (value_text1 IN ('', 'NA'))) OR ((is_asked2 AND NOT (is_part)) AND number1 IS NULL AND NOT (value_text1 IN ('', 'NA')))) THEN 'invalid' WHEN ((((is_asked1 AND NOT (is_part)) AND number1 IS NOT NULL) AND value1 IS NULL AND fine1 IS NULL) OR (((is_asked2 AND NOT (is_part)) AND number1 IS NOT NULL) AND value1 IS NULL AND fine1 IS NULL)) THEN 'long' WHEN (is_domestic AND (((is_asked1 AND NOT (is_part)) AND number1 IS NOT NULL) OR ((is_asked2 AND NOT (is_part)) AND number1 IS NOT NULL))) THEN 'domestic' WHEN (((is_asked1 AND NOT (is_part)) AND number1 IS NOT NULL) OR ((is_asked2 AND NOT (is_part)) AND number1 IS NOT NULL)) THEN 'used' WHEN ((is_asked1 AND NOT (is_part)) OR (is_asked2 AND NOT (is_part))) THEN 'missing' WHEN (NOT (is_asked1) OR NOT (is_asked2)) THEN 'filtered' ELSE 'aggregate' END AS state,
    CASE WHEN ((is_asked1 AND NOT (is_part)) AND number1 IS NOT NULL) THEN 1 WHEN ((is_asked2 AND NOT (is_part)) AND number1 IS NOT NULL) THEN 2 ELSE 1 END AS first_take
  FROM asked_1
),
cells_1 AS (
  SELECT
    1 AS source,
    state,
    take,
    CASE WHEN state IN ('fields', 'quote') THEN '' ELSE period END AS period,
    '' AS part,
    '' AS flow,
    CASE WHEN state = 'fields' THEN try_cast(fault AS BIGINT) WHEN (state = 'invalid' AND ((is_asked1 AND NOT (is_part)) AND number1 IS NULL AND NOT (value_text1 IN ('', 'NA')))) THEN 5 WHEN (state = 'invalid' AND ((is_asked2 AND NOT (is_part)) AND number1 IS NULL AND NOT (value_text1 IN ('', 'NA')))) THEN 5 WHEN (state = 'long' AND (((is_asked1 AND NOT (is_part)) AND number1 IS NOT NULL) AND value1 IS NULL AND fine1 IS NULL)) THEN 5 WHEN (state = 'long' AND (((is_asked2 AND NOT (is_part)) AND number1 IS NOT NULL) AND value1 IS NULL AND fine1 IS NULL)) THEN 5 ELSE 0 END AS field,
    CASE WHEN (state = 'invalid' AND ((is_asked1 AND NOT (is_part)) AND number1 IS NULL AND NOT (value_text1 IN ('', 'NA')))) THEN left(value_text1, 60) WHEN (state = 'invalid' AND ((is_asked2 AND NOT (is_part)) AND number1 IS NULL AND NOT (value_text1 IN ('', 'NA')))) THEN left(value_text1, 60) WHEN (state = 'long' AND (((is_asked1 AND NOT (is_part)) AND number1 IS NOT NULL) AND value1 IS NULL AND fine1 IS NULL)) THEN left(value_text1, 60) WHEN (state = 'long' AND (((is_asked2 AND NOT (is_part)) AND number1 IS NOT NULL) AND value1 IS NULL AND fine1 IS NULL)) THEN left(value_text1, 60) ELSE '' END AS found,
    CASE WHEN state IN ('used') THEN CASE WHEN take = 1 THEN reporter WHEN take = 2 THEN partner END ELSE '' END AS key1_country,
    CASE WHEN take = first_take THEN 1 ELSE 0 END AS row_count,
    CASE WHEN state IN ('used') THEN CASE WHEN take = 1 THEN value1 WHEN take = 2 THEN value1 END END AS total,
    CASE WHEN state IN ('used') THEN CASE WHEN take = 1 THEN fine1 WHEN take = 2 THEN fine1 END END AS fine_total,
    try_cast(NULL AS BIGINT) AS shortened
  FROM rows_1
  CROSS JOIN range(1, 3) numbers(take)
  WHERE CASE WHEN state = 'used' THEN ((take = 1 AND ((is_asked1 AND NOT (is_part)) AND number1 IS NOT NULL)) OR (take = 2 AND ((is_asked2 AND NOT (is_part)) AND number1 IS NOT NULL))) ELSE (take = 1 OR take = 2) END
)
SELECT
  source,
  state,
  take,
  period,
  part,
  flow,
  field,
  found,
  key1_country,
  sum(row_count) AS row_count,
  sum(total) AS total,
  sum(fine_total) AS fine_total,
  min(shortened) AS shortened
FROM (SELECT * FROM cells_1)
GROUP BY source, state, take, period, part, flow, field, found, key1_country;

SELECT key1_country, period, part, sum(row_count) AS row_count, sum(total) AS total, sum(fine_total) AS fine_total
FROM cells WHERE state = 'used'
GROUP BY key1_country, period, part ORDER BY key1_country, period, part;
