-- wrk: every request updates one task; which and to what differs from one to the next.
local tasks, headers, number = {}, nil, 0

function init(arguments)
  for id in io.lines(arguments[1]) do
    tasks[#tasks + 1] = id
  end
  headers = { ["Content-Type"] = "application/json", ["Cookie"] = arguments[2], ["Origin"] = arguments[3] }
end

function request()
  number = number + 1
  local id = tasks[number % #tasks + 1]
  return wrk.format("PATCH", "/api/tasks/" .. id, headers, '{"effort":' .. (number % 999 + 1) .. "}")
end
