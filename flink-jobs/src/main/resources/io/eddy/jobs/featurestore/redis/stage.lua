-- Stages rows with the end of their time in one call: a process that is killed leaves nothing behind for ever.
--
-- KEYS[1]  the staged hash
-- ARGV     1 time to live in ms, then entity key and embedding, entity key and embedding …
for i = 2, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
return redis.call('PEXPIRE', KEYS[1], ARGV[1])
