-- wrk: a change to one task of a plan, then the whole plan, in turns: no answer can be one that was there before.
local plan, tasks, headers, number = nil, {}, nil, 0

function init(arguments)
  for id in io.lines(arguments[1]) do
    tasks[#tasks + 1] = id
  end
  headers = { ["Content-Type"] = "application/json", ["Cookie"] = arguments[2], ["Origin"] = arguments[3] }
  plan = arguments[4]
end

function request()
  number = number + 1
  if number % 2 == 0 then
    return wrk.format("GET", "/api/plans/" .. plan .. "/snapshot", headers)
  end
  local id = tasks[number % #tasks + 1]
  return wrk.format("PATCH", "/api/tasks/" .. id, headers, '{"effort":' .. (number % 999 + 1) .. "}")
end
