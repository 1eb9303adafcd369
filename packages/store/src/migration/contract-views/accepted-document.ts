import { MESSAGE_PROFILES } from './message-profiles.ts'

/** SQL functions that read a stored body as the message that it was accepted as, as `acceptedDocument` of `@pantau/iso20022` does. */
export const ACCEPTED_DOCUMENT = `
-- One text that jsonb cannot hold (U+0000, a number without end, nesting without end) must not fail a report over millions of others.
CREATE FUNCTION raw_history.json_of(candidate text) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  RETURN candidate::jsonb;
EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
  BEGIN
    RETURN replace(candidate, '\\u0000', '\\ufffd')::jsonb;
  EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
    RETURN NULL;
  END;
END
$$;

-- A body may begin with a byte order mark, which is no part of its JSON.
CREATE FUNCTION raw_history.text_of(body bytea) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT ltrim(convert_from(body, 'UTF8'), '\ufeff')
$$;

CREATE FUNCTION raw_history.profile_of(transaction_type text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
SELECT '${JSON.stringify(MESSAGE_PROFILES)}'::jsonb -> transaction_type
$$;

-- Of 1234.5 it is 3, of 0.012 it is -2.
CREATE FUNCTION raw_history.decimal_exponent(positive numeric) RETURNS int LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT CASE WHEN positive >= 1 THEN length(trunc(positive)::text) - 1
  ELSE length(ltrim(substr(positive::text, 3), '0')) - length(substr(positive::text, 3)) - 1 END
$$;

-- A number as ECMAScript writes it: the shortest digits that a double reads back, with an exponent below 1e-6 and from 1e21.
CREATE FUNCTION raw_history.number_text(spelled text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  number float8 := abs(spelled::float8);
  written numeric := number::text::numeric;
  exponent int := raw_history.decimal_exponent(written);
  digits text;
BEGIN
  IF number = 0 THEN
    RETURN '0';
  END IF;
  -- PostgreSQL takes more digits where the shortest lie midway between two doubles.
  SELECT c.candidate INTO STRICT written
  FROM generate_series(1, 17) AS precision, LATERAL (SELECT round(written, precision - 1 - exponent)) AS c (candidate)
  WHERE CASE WHEN c.candidate < 1.7976931348623159e308 THEN c.candidate::float8 = number END ORDER BY precision LIMIT 1;
  exponent := raw_history.decimal_exponent(written);
  IF exponent BETWEEN -6 AND 20 THEN
    RETURN CASE WHEN spelled LIKE '-%' THEN '-' ELSE '' END || trim_scale(written);
  END IF;
  digits := trim('0' FROM replace(written::text, '.', ''));
  RETURN CASE WHEN spelled LIKE '-%' THEN '-' ELSE '' END || left(digits, 1)
    || CASE WHEN length(digits) > 1 THEN '.' || substr(digits, 2) ELSE '' END
    || CASE WHEN exponent < 0 THEN 'e-' ELSE 'e+' END || abs(exponent);
END
$$;

-- What of a value the profile knows, with scalars made into the type that they were accepted as.
CREATE FUNCTION raw_history.accepted_value(profile jsonb, given jsonb) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  IF jsonb_typeof(profile) = 'object' THEN
    RETURN (SELECT coalesce(jsonb_object_agg(p.name, raw_history.accepted_value(p.part, given -> p.name)), '{}')
      FROM jsonb_each(profile) AS p (name, part) WHERE given ? p.name);
  ELSIF jsonb_typeof(profile) = 'array' THEN
    RETURN (SELECT coalesce(jsonb_agg(raw_history.accepted_value(profile -> 0, g.item) ORDER BY g.position), '[]')
      FROM jsonb_array_elements(given) WITH ORDINALITY AS g (item, position));
  ELSIF profile = '"text"' THEN
    RETURN to_jsonb(CASE jsonb_typeof(given) WHEN 'null' THEN '' WHEN 'number' THEN raw_history.number_text(given #>> '{}')
      ELSE given #>> '{}' END);
  ELSE
    RETURN CASE jsonb_typeof(given) WHEN 'number' THEN given WHEN 'null' THEN '0' WHEN 'boolean' THEN to_jsonb(given::boolean::int)
      ELSE to_jsonb(trim_scale((given #>> '{}')::numeric)) END;
  END IF;
END
$$;

-- A message as it was accepted; null where jsonb cannot hold what was received.
CREATE FUNCTION raw_history.document_of(transaction_type text, body bytea) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  RETURN raw_history.accepted_value(
    raw_history.profile_of(transaction_type), raw_history.json_of(raw_history.text_of(body)));
EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
  RETURN NULL;
END
$$;`
