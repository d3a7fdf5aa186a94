-- Makes a staged snapshot visible, all of it in this one call: Redis serves nobody else meanwhile.
--
-- KEYS[1]  the record of the newest snapshot, a hash
-- KEYS[2]… the staged rows, hashes from entity key to embedding
-- ARGV     1 snapshot id, 2 seconds and 3 nanoseconds of its event time, 4 time to live in ms or 0,
--          5 how many of the following belong to the record: name, value, name, value …;
--          then the field and bytes of the event time; the embedding's field; and fields and values
--          that are the same for each entity
-- Returns  rows written, rows passed over because theirs is newer, keys that hold something else;
--          {-1} if the record is as new, {-2} if a staged hash is gone; then nothing was written
local id, seconds, nanos, ttl = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4]
local record_end = 5 + tonumber(ARGV[5])
local time_field, time = ARGV[record_end + 1], ARGV[record_end + 2]
local vector_field = ARGV[record_end + 3]

local held = redis.call('HGET', KEYS[1], 'id')
if held and tonumber(held) >= id then
  for k = 2, #KEYS do redis.call('UNLINK', KEYS[k]) end
  return {-1}
end
for k = 2, #KEYS do
  if redis.call('EXISTS', KEYS[k]) == 0 then return {-2} end
end

local function varint(bytes, at)
  local value, unit = 0, 1
  while true do
    local byte = string.byte(bytes, at)
    if not byte then return 0, at end
    value = value + (byte % 128) * unit
    at = at + 1
    if byte < 128 then return value, at end
    unit = unit * 128
  end
end

-- Whether a google.protobuf.Timestamp is after the snapshot's time. A later snapshot of the same time
-- is written: the clock ticks on while a stream is quiet, and what is not written expires.
local function newer(bytes)
  local s, n, at = 0, 0, 1
  while at <= #bytes do
    local tag, value
    tag, at = varint(bytes, at)
    value, at = varint(bytes, at)
    if value >= 2 ^ 63 then value = value - 2 ^ 64 end
    if tag == 8 then s = value elseif tag == 16 then n = value end
  end
  return s > seconds or (s == seconds and n > nanos)
end

local written, passed, foreign = 0, 0, 0
local values = {time_field, time}
for i = record_end + 4, #ARGV do values[#values + 1] = ARGV[i] end
for k = 2, #KEYS do
  local rows = redis.call('HGETALL', KEYS[k])
  for i = 1, #rows, 2 do
    local before = redis.pcall('HGET', rows[i], time_field)
    if type(before) == 'table' and before.err then
      foreign = foreign + 1
    elseif before and newer(before) then
      passed = passed + 1
    else
      redis.call('HSET', rows[i], vector_field, rows[i + 1], unpack(values))
      if ttl ~= '0' then redis.call('PEXPIRE', rows[i], ttl) end
      written = written + 1
    end
  end
  redis.call('UNLINK', KEYS[k])
end
redis.call('HSET', KEYS[1], unpack(ARGV, 6, record_end))
return {written, passed, foreign}
